import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { recorded, recordedBytes, recordedNames, recordedText } from "./recordings.ts";
import { receive } from "./webhooks.ts";

const secretsSchema = z.record(z.string(), z.object({ topic: z.string().nullable(), secret: z.string().nullable() }));
const secrets = secretsSchema.parse(recorded("webhooks/secrets.json").value);

function delivery(name: string) {
  const headers = new Headers();
  for (const line of recordedText(`webhooks/${name}.headers.txt`).split(/\r?\n/).slice(1)) {
    const [, field, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (field) headers.append(field, value ?? "");
  }
  return { headers, body: recordedBytes(`webhooks/${name}.body`) };
}

const names = recordedNames("webhooks")
  .filter((file) => file.endsWith(".body") && !file.startsWith("ping"))
  .map((file) => file.replace(".body", ""));

const signed = (body: string, topic: string) => ({
  headers: new Headers({
    "x-wc-webhook-signature": createHmac("sha256", "s").update(body).digest("base64"),
    "x-wc-webhook-topic": topic,
  }),
  body: new TextEncoder().encode(body),
});

describe("a recorded delivery", () => {
  it.each(names)("%s is genuine, and speaks of orders only where it does", (name) => {
    const received = receive(delivery(name), [secrets[name]?.secret ?? ""]);
    if (received.kind !== "delivery") throw new Error(JSON.stringify(received));
    expect(received.topic).toBe(secrets[name]?.topic);
    expect(received.shopHint).toBe("http://127.0.0.1:8801/");
    expect(received.signals).toHaveLength(received.topic.startsWith("order.") ? 1 : 0);
  });

  it("of a trashed order asks to look again and does not say that it is gone", () => {
    const name = "order.deleted-trashed";
    expect(receive(delivery(name), [secrets[name]?.secret ?? ""])).toMatchObject({
      signals: [{ about: "order", id: "111" }],
    });
  });

  it("of a new webhook is a handshake", () => {
    expect(receive(delivery("ping-order.created"), ["any"])).toEqual({ kind: "handshake" });
  });
});

describe("a delivery", () => {
  it("keeps an id beyond 2^53 exact", () => {
    expect(receive(signed('{"id":92233720368547758079}', "order.updated"), ["s"])).toMatchObject({
      signals: [{ about: "order", id: "92233720368547758079" }],
    });
  });

  it("of the refund action names the order", () => {
    const body = '{"action":"woocommerce_order_refunded","arg":114}';
    expect(receive(signed(body, "action.woocommerce_order_refunded"), ["s"])).toMatchObject({
      signals: [{ about: "order", id: "114" }],
    });
  });

  it("of an order that was gone when it was sent gives no signal", () => {
    const body = '{"code":"woocommerce_rest_shop_order_invalid_id","message":"Invalid ID.","data":{"status":404}}';
    expect(receive(signed(body, "order.updated"), ["s"])).toMatchObject({ kind: "delivery", signals: [] });
  });

  it("with a genuine signature over no JSON is malformed", () => {
    expect(receive(signed("oops", "order.updated"), ["s"])).toEqual({ kind: "refused", why: "malformed" });
  });
});
