import { describe, expect, it } from "vitest";
import { z } from "zod";
import { plus, toInstant } from "../../app/domain/instant.ts";
import type { FaultKind } from "../contract/fault.ts";
import { faultOf, type Way } from "./faults.ts";
import { recorded, recordedNames } from "./recordings.ts";

const now = toInstant(Date.UTC(2026, 10, 23));
const recording = z.object({
  request: z.object({ method: z.string() }),
  response: z.object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.unknown() }),
});

const expected: Readonly<Record<string, [FaultKind, string]>> = {
  "400-duplicate-sku": ["rejected", "woocommerce.rejected"],
  "400-invalid-json": ["rejected", "woocommerce.rejected"],
  "400-invalid-param-date": ["rejected", "woocommerce.rejected"],
  "400-invalid-param-per-page": ["rejected", "woocommerce.rejected"],
  "400-invalid-param-status": ["rejected", "woocommerce.rejected"],
  "400-invalid-status-on-update": ["rejected", "woocommerce.rejected"],
  "400-invalid-stock-quantity": ["rejected", "woocommerce.rejected"],
  "400-line-without-product": ["rejected", "woocommerce.rejected"],
  "400-webhook-bad-topic": ["rejected", "woocommerce.rejected"],
  "401-basic-auth-over-http": ["signed-out", "woocommerce.key-unknown"],
  "401-https-basic-unknown-key": ["signed-out", "woocommerce.key-unknown"],
  "401-https-basic-wrong-secret": ["signed-out", "woocommerce.secret-wrong"],
  "401-no-auth": ["signed-out", "woocommerce.key-unknown"],
  "401-unknown-consumer-key": ["signed-out", "woocommerce.key-unknown"],
  "401-wrong-secret-oauth": ["signed-out", "woocommerce.secret-wrong"],
  "401-oauth-nonce-reused": ["unreachable", "woocommerce.nonce-reused"],
  "401-oauth-timestamp-20min-old": ["unreachable", "woocommerce.clocks-differ"],
  "401-read-only-key-on-write": ["forbidden", "woocommerce.write-refused"],
  "404-force-deleted-order": ["missing", "woocommerce.missing"],
  "404-missing-order": ["missing", "woocommerce.missing"],
  "404-missing-product": ["missing", "woocommerce.missing"],
  "404-missing-variation": ["missing", "woocommerce.missing"],
  "404-no-route": ["unreachable", "woocommerce.no-api"],
  "413-batch-over-100": ["rejected", "woocommerce.rejected"],
  "500-refund-amount-too-high": ["rejected", "woocommerce.refund-refused"],
  "500-refund-gateway-without-refunds": ["rejected", "woocommerce.refund-refused"],
};

describe("a recorded error", () => {
  it.each(recordedNames("errors").map((file) => file.replace(".json", "")))("%s means what it should", (name) => {
    const { request, response } = recording.parse(recorded(`errors/${name}.json`).value);
    const way: Way = request.method === "GET" ? "read" : "write";
    const headers = new Headers(response.headers);
    const fault = faultOf({ status: response.status, headers, text: JSON.stringify(response.body) }, way, now);
    expect([fault?.kind, fault?.facts.code]).toEqual(expected[name]);
    expect(fault?.facts.status).toBe(response.status);
  });
});

describe("an answer of something that is not WordPress", () => {
  const page = "<html><body>Just a moment…</body></html>";
  const meaning = (status: number, way: Way = "read", headers: HeadersInit = {}) => {
    const fault = faultOf({ status, headers: new Headers(headers), text: page }, way, now);
    return [fault?.kind, fault?.facts.code];
  };

  it.each<[number, string, string]>([
    [403, "unreachable", "woocommerce.blocked"],
    [404, "unreachable", "woocommerce.blocked"],
    [401, "signed-out", "woocommerce.key-refused"],
    [500, "unreachable", "woocommerce.broken"],
    [503, "unreachable", "woocommerce.broken"],
  ])("%i is %s", (status, kind, code) => {
    expect(meaning(status)).toEqual([kind, code]);
  });

  it("leaves a write unsure where it may have happened", () => {
    expect(meaning(502, "write")).toEqual(["unsure", "woocommerce.broken"]);
  });

  it("names where the site moved to, without the path", () => {
    const headers = new Headers({ location: "https://www.shop.example.test/wp-json/?x=1" });
    expect(faultOf({ status: 301, headers, text: "" }, "read", now)?.facts).toMatchObject({
      code: "woocommerce.redirected",
      params: { to: "https://www.shop.example.test" },
    });
  });

  it("waits as long as a 429 or a 503 says, and a minute where a 429 says nothing", () => {
    const at = (status: number, headers: HeadersInit) =>
      faultOf({ status, headers: new Headers(headers), text: page }, "read", now)?.facts.retryAt;
    expect(at(503, { "retry-after": "120" })).toBe(plus(now, 120_000));
    expect(at(429, {})).toBe(plus(now, 60_000));
  });
});
