import { describe, expect, test } from "vitest";
import { NoAnswer } from "../../contract/sandbox/disturb.ts";
import type { FaultChange } from "../../contract/sandbox/faults.ts";
import { type Rehearsal, rehearse } from "./rehearsal.ts";

/** A token got in quiet, then one request under the faults. */
async function under(shop: Rehearsal, faults: FaultChange, query: string, variables: object = {}): Promise<Response> {
  const answer = await shop.post("/admin/oauth/access_token", {
    client_id: "tek-key",
    client_secret: "tek-secret",
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: shop.sandbox.sessionToken(),
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  });
  const { access_token } = await answer.json();
  shop.sandbox.setFaults(faults);
  return shop.post("/admin/api/2026-10/graphql.json", { query, variables }, { "x-shopify-access-token": access_token });
}

const note = (order: string) =>
  `mutation { orderUpdate(input: { id: "gid://shopify/Order/${order}", note: "written" }) { userErrors { message } } }`;
const placed = () => {
  const shop = rehearse();
  const { order = "" } = shop.sandbox.act({ action: "place", note: "as it was" });
  return { shop, order, noteNow: () => shop.sandbox.truth().orders[0]?.note };
};

describe("faults between a request and its answer", () => {
  test("a timeout before the commit changes nothing, one after it has changed everything", async () => {
    const { shop, order, noteNow } = placed();
    await expect(under(shop, { timeoutBefore: 1 }, note(order))).rejects.toThrow(NoAnswer);
    expect(noteNow()).toBe("as it was");
    const other = placed();
    await expect(under(other.shop, { timeoutAfter: 1 }, note(other.order))).rejects.toThrow(NoAnswer);
    expect(other.noteNow()).toBe("written");
  });

  test("HTML with 200 does nothing, a body cut short did", async () => {
    const { shop, order, noteNow } = placed();
    const page = await under(shop, { htmlForJson: 1 }, note(order));
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(noteNow()).toBe("as it was");
    const other = placed();
    const cut = await under(other.shop, { truncatedBody: 1 }, note(other.order));
    await expect(cut.json()).rejects.toThrow(SyntaxError);
    expect(other.noteNow()).toBe("written");
  });

  test("too many requests are told at the edge by 429, or in GraphQL as THROTTLED with an empty bucket", async () => {
    const shop = rehearse();
    const seen = new Set<string>();
    for (let turn = 0; turn < 12; turn += 1) {
      const answer = await under(shop, { tooManyRequests: 1 }, "{ shop { name } }");
      shop.sandbox.setFaults({ tooManyRequests: 0 });
      const body = await answer.json();
      if (answer.status === 200)
        expect(body).toMatchObject({
          errors: [{ extensions: { code: "THROTTLED" } }],
          extensions: { cost: { throttleStatus: { currentlyAvailable: 0, restoreRate: 100 } } },
        });
      else expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "2.0"]);
      seen.add(String(answer.status));
    }
    expect(seen).toEqual(new Set(["200", "429"]));
  });

  test("the page shows each with its unit", async () => {
    const { sandbox } = rehearse();
    sandbox.setFaults({ serverError: 0.35, latencyMs: 250 });
    const answer = await sandbox.handle(new Request("http://127.0.0.1:4400/admin/orders"));
    const page = await answer.text();
    expect(page).toMatch(/data-fault="serverError"><output>35 %<\/output>/);
    expect(page).toMatch(/data-fault="latencyMs"><output>250 ms<\/output>/);
  });

  test("a revoked token is refused, by the fault and by the act", async () => {
    const shop = rehearse();
    expect((await under(shop, { keyRevoked: 1 }, "{ shop { name } }")).status).toBe(401);
    shop.sandbox.setFaults({ keyRevoked: 0 });
    expect((await under(shop, {}, "{ shop { name } }")).status).toBe(200);
    shop.sandbox.act({ action: "revoke" });
    expect(shop.sandbox.truth().tokens).toBe(0);
  });

  test("a page repeats: the second one is the first again", async () => {
    const shop = rehearse({ plan: "unlimited" });
    shop.sandbox.lay({ orders: 6, days: 3 });
    const list =
      "query($after: String) { orders(first: 2, after: $after, sortKey: ID) { nodes { id } pageInfo { hasNextPage endCursor } } }";
    const first = await (await under(shop, { repeatedPage: 1 }, list, { after: null })).json();
    const second = await (await under(shop, {}, list, { after: first.data.orders.pageInfo.endCursor })).json();
    expect(second.data.orders).toEqual(first.data.orders);
    shop.sandbox.setFaults({ repeatedPage: 0 });
    const third = await (await under(shop, {}, list, { after: first.data.orders.pageInfo.endCursor })).json();
    expect(third.data.orders.nodes).not.toEqual(first.data.orders.nodes);
  });

  test("the shop's clock is off: what it writes carries its own time", () => {
    const shop = rehearse();
    shop.sandbox.setFaults({ clockSkewMs: 3_600_000 });
    shop.sandbox.act({ action: "place" });
    expect(shop.sandbox.truth().orders[0]?.createdAt).toBe(shop.world.now() + 3_600_000);
  });
});

describe("faults of webhooks", () => {
  test("late ones come up to so much later, and all of them come", async () => {
    const shop = rehearse();
    shop.sandbox.setFaults({ webhookLate: 1, webhookLateMs: 600_000 });
    for (let turn = 0; turn < 10; turn += 1) shop.sandbox.act({ action: "place", paid: false });
    await shop.pass(2000);
    expect(shop.arrived.length).toBeLessThan(10);
    await shop.pass(610_000);
    expect(shop.arrived.filter((one) => one.headers.get("x-shopify-topic") === "orders/create")).toHaveLength(10);
  });

  test("reordered ones leave after one that was rung later", async () => {
    const shop = rehearse();
    const { order: first = "" } = shop.sandbox.act({ action: "place", paid: false });
    const { order: second = "" } = shop.sandbox.act({ action: "place", paid: false });
    await shop.pass(5000);
    shop.arrived.length = 0;
    shop.sandbox.setFaults({ webhookReordered: 1 });
    shop.sandbox.act({ action: "note", order: first, note: "rung first" });
    await shop.pass(5000);
    expect(shop.arrived).toHaveLength(0);
    shop.sandbox.setFaults({ webhookReordered: 0 });
    shop.sandbox.act({ action: "note", order: second, note: "rung later" });
    await shop.pass(5000);
    expect(shop.arrived.map((one) => String(JSON.parse(one.body).id))).toEqual([second, first]);
  });
});
