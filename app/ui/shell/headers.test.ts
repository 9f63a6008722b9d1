import { expect, test } from "vitest";
import { mintCaller, mintGuest } from "#app/domain/caller.ts";
import { toWorkspaceId } from "#app/domain/ids.ts";
import type { Entry } from "#app/load-context.ts";
import { bouncePage } from "./bounce.ts";
import { secure } from "./headers.ts";

const config = {
  apiKey: "key",
  appBridgeUrl: "https://cdn.shopify.com/shopifycloud/app-bridge.js",
  frameAncestors: ["http://127.0.0.1:4400"],
  hasShopify: true,
  supportContact: null,
  takesApprovals: false,
};
const caller = mintCaller(toWorkspaceId("00000000-0000-7000-8000-000000000001"), { kind: "command-line" }, []);
const entered = (frame: "embedded" | "standalone", shop: string | null): Entry => ({
  kind: "caller",
  caller,
  shell: { frame, shop, workspaceName: "W", locale: null },
  guest: null,
});

function policy(entry: Entry): string {
  const headers = new Headers();
  secure(headers, entry, config);
  return headers.get("Content-Security-Policy") ?? "";
}

test("a page that asks where a shop belongs may be framed by that shop's admin", () => {
  const guest = mintGuest({ shop: "new.myshopify.com", person: "1", sessionToken: "t" });
  expect(policy({ kind: "awaited", guest })).toContain("frame-ancestors https://new.myshopify.com ");
});

test("an embedded page may be framed by its own shop's admin only", () => {
  expect(policy(entered("embedded", "demo.myshopify.com"))).toContain(
    "frame-ancestors https://demo.myshopify.com https://admin.shopify.com http://127.0.0.1:4400;",
  );
});

test("a page that is not embedded may be framed by nobody", () => {
  expect(policy(entered("standalone", null))).toContain("frame-ancestors 'none';");
  expect(policy({ kind: "unknown" })).toContain("frame-ancestors 'none';");
});

test("a shop that is no shop host never reaches the header", () => {
  expect(policy({ kind: "bounce", shop: "evil.example; script-src *" })).toContain("frame-ancestors 'none';");
});

test("the bounce page loads App Bridge with the key, whatever characters they hold", () => {
  const page = bouncePage({ ...config, apiKey: '"><script>' }, "tr");
  expect(page).toContain('content="&quot;&gt;&lt;script&gt;"');
  expect(page).toContain('<html lang="tr">');
  expect(page).toContain(config.appBridgeUrl);
});
