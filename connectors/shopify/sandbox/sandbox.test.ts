import { describe, expect, test } from "vitest";
import { memoryJournal } from "../../contract/sandbox/journal.ts";
import type { Journal } from "../../contract/sandbox/world.ts";
import { rehearse } from "./rehearsal.ts";

describe("a shop that was killed", () => {
  test("is the same shop when it starts again from its journal", async () => {
    const journal = memoryJournal();
    const first = rehearse({ journal });
    first.answer(500);
    first.sandbox.lay({ orders: 20, days: 30 });
    for (let i = 0; i < 60; i += 1) {
      await first.pass(7000);
      first.sandbox.act({ action: "random" });
    }
    await first.ask("{ shop { name } }");
    first.sandbox.setFaults({ latencyMs: 5 });
    const { now: _, ...truth } = first.sandbox.truth();
    expect(truth.waitingWebhooks).toBeGreaterThan(0);
    const second = rehearse({ journal });
    expect(second.sandbox.truth()).toEqual({ now: second.world.now(), ...truth });
    await second.pass(20 * 3_600_000);
    expect(second.arrived.length).toBeGreaterThan(0);
    expect(second.sandbox.truth().waitingWebhooks).toBe(0);
  });

  test("keeps the access token and lost nothing that was answered", async () => {
    const journal = memoryJournal();
    const exchange = {
      client_id: "tek-key",
      client_secret: "tek-secret",
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      expiring: "1",
    };
    const first = rehearse({ journal });
    const answer = await first.post("/admin/oauth/access_token", {
      ...exchange,
      subject_token: first.sandbox.sessionToken(),
    });
    const { access_token } = await answer.json();
    const second = rehearse({ journal });
    const read = await second.post(
      "/admin/api/2026-10/graphql.json",
      { query: "{ shop { name } }" },
      { "x-shopify-access-token": access_token },
    );
    expect(await read.json()).toMatchObject({ data: { shop: { name: "Ada Butik" } } });
  });

  test("writes an order, the stock it takes and its webhooks in one entry, so that a kill leaves all or nothing", () => {
    const entries: unknown[] = [];
    const journal: Journal = { read: () => [], append: (entry) => void entries.push(entry) };
    rehearse({ journal }).sandbox.act({
      action: "place",
      paid: false,
      person: null,
      lines: [{ sku: "VAZO-02", quantity: 1 }],
    });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject([
      { kind: "order" },
      { kind: "level" },
      { kind: "delivery" },
      { kind: "delivery" },
      { kind: "house" },
    ]);
  });
});

describe("a shop", () => {
  test("lives the same life from the same world", async () => {
    const live = async () => {
      const { sandbox, pass, arrived } = rehearse({}, 11);
      for (let i = 0; i < 40; i += 1) {
        sandbox.act({ action: "random" });
        await pass(3000);
      }
      return { truth: sandbox.truth(), bodies: arrived.map((one) => one.body) };
    };
    expect(await live()).toEqual(await live());
  });

  test("answers requests for its real host and those rewritten to its own address", async () => {
    const { sandbox } = rehearse({ customToken: "shpat_custom" });
    const ask = async (origin: string, headers: Record<string, string>) => {
      const request = new Request(`${origin}/admin/api/2026-10/graphql.json`, {
        method: "POST",
        body: JSON.stringify({ query: "{ shop { name } }" }),
        headers: { "content-type": "application/json", "x-shopify-access-token": "shpat_custom", ...headers },
      });
      return (await sandbox.handle(request)).status;
    };
    expect(await ask("https://demo.myshopify.com", {})).toBe(200);
    expect(await ask("http://127.0.0.1:4400", { "x-forwarded-host": "demo.myshopify.com" })).toBe(200);
    expect(await ask("https://other.myshopify.com", {})).toBe(404);
  });

  test("suffers the faults that are switched on, its control API does not", async () => {
    const { sandbox, post } = rehearse();
    const control = (path: string, body: unknown) => post(path, body);
    await control("/_sandbox/faults", { tooManyRequests: 1 });
    const refused = await post("/admin/api/2026-10/graphql.json", { query: "{ shop { name } }" });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "2.0"]);
    await control("/_sandbox/faults", { tooManyRequests: 0, serverError: 1 });
    const broken = await post("/admin/api/2026-10/graphql.json", { query: "{ shop { name } }" });
    expect(broken.status).toBeGreaterThanOrEqual(500);
    expect(await broken.text()).toContain("<html>");
    expect((await control("/_sandbox/act", { action: "place" })).status).toBe(200);
    expect(sandbox.truth().orders).toHaveLength(1);
  });

  test("says why it refuses an act or does not understand one", async () => {
    const { post } = rehearse();
    const { order } = await (await post("/_sandbox/act", { action: "place", paid: true })).json();
    const refused = await post("/_sandbox/act", { action: "pay", order });
    expect([refused.status, await refused.json()]).toEqual([409, { done: false, reason: "nothing is left to pay" }]);
    const wrong = await post("/_sandbox/act", { action: "dance" });
    expect([wrong.status, (await wrong.json()).error]).toEqual([400, expect.stringContaining("action")]);
  });
});

describe("the admin page", () => {
  const get = (path: string) => new Request(`http://127.0.0.1:4400${path}`);

  test("frames the app at the address behind its own, with a session token inside", async () => {
    const { sandbox } = rehearse();
    const body = await (await sandbox.handle(get("/admin/apps/tek/orders/12?tab=notes&locale=tr"))).text();
    const address = new URL(/<iframe[^>]* src="([^"]+)"/.exec(body)?.[1]?.replaceAll("&amp;", "&") ?? "");
    expect(address.origin + address.pathname).toBe("https://tek.example.test/orders/12");
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      tab: "notes",
      embedded: "1",
      shop: "demo.myshopify.com",
      locale: "tr",
    });
    expect(Buffer.from(address.searchParams.get("host") ?? "", "base64url").toString()).toBe(
      "admin.shopify.com/store/demo",
    );
    expect(address.searchParams.get("id_token")?.split(".")).toHaveLength(3);
  });

  test("has a button that breaks the network, and one that mends it", async () => {
    const { sandbox } = rehearse();
    const page = async () => (await sandbox.handle(new Request("http://127.0.0.1:4400/admin/orders"))).text();
    expect(await page()).toMatch(/data-body="[^"]*timeoutBefore[^"]*:1[^"]*"[^>]*>Break the network</);
    sandbox.setFaults({ timeoutBefore: 1, webhookDropped: 1 });
    const broken = await page();
    expect(broken).toMatch(/data-body="[^"]*timeoutBefore[^"]*:0[^"]*"[^>]*>Mend the network</);
    expect(broken).not.toContain("Break the network");
  });

  test("shows its orders, escapes what people wrote, and serves the pictures", async () => {
    const { sandbox } = rehearse();
    const { order = "" } = sandbox.act({ action: "place" });
    sandbox.act({ action: "note", order, note: "<script>alert(1)</script>" });
    const body = await (await sandbox.handle(get(`/admin/orders/${order}`))).text();
    expect(body).toContain("&lt;script&gt;alert(1)");
    expect(body).not.toContain("<script>alert");
    expect((await sandbox.handle(get("/admin/orders"))).status).toBe(200);
    expect((await sandbox.handle(get("/admin/orders/none"))).status).toBe(404);
    const picture = await sandbox.handle(get(`/cdn/${encodeURIComponent("ÇAY-250")}.svg`));
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/svg+xml; charset=utf-8"]);
  });
});
