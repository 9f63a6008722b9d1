import { describe, expect, test } from "vitest";
import { type Arrived, rehearse } from "./rehearsal.ts";

const topicOf = ({ headers }: Arrived) => headers.get("x-shopify-topic") ?? "";
const rungIn = (arrived: readonly Arrived[], topic: string) =>
  arrived.filter((one) => topicOf(one) === topic).map(({ body }) => JSON.parse(body));
const hour = 3_600_000;
const read = "{ currentAppInstallation { accessScopes { handle } } shop { name myshopifyDomain } }";

describe("the app in the shop", () => {
  test("uninstalled it is rung for nothing more, and 48 hours later asked to forget the shop", async () => {
    const { sandbox, arrived, pass } = rehearse();
    sandbox.act({ action: "uninstall" });
    await pass(1000);
    expect(rungIn(arrived, "app/uninstalled")).toEqual([{ id: 70000000001, myshopify_domain: "demo.myshopify.com" }]);
    sandbox.act({ action: "place" });
    await pass(47 * hour);
    expect(arrived.map(topicOf)).toEqual(["app/uninstalled"]);
    await pass(2 * hour);
    expect(rungIn(arrived, "shop/redact")).toEqual([{ shop_id: 70000000001, shop_domain: "demo.myshopify.com" }]);
  });

  test("gets no token while it is not installed, and one as soon as it is", async () => {
    const { sandbox, post, arrived, pass } = rehearse();
    const exchange = async () =>
      (
        await post("/admin/oauth/access_token", {
          client_id: "tek-key",
          client_secret: "tek-secret",
          grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
          subject_token: sandbox.sessionToken(),
          expiring: "1",
        })
      ).status;
    sandbox.act({ action: "uninstall" });
    expect(await exchange()).toBe(400);
    sandbox.act({ action: "install" });
    expect(await exchange()).toBe(200);
    sandbox.act({ action: "place", paid: false, person: null });
    await pass(1000);
    expect(arrived.map(topicOf)).toContain("orders/create");
  });

  test("asks at the install for the scopes that it was opened with, whatever was granted besides or taken away", async () => {
    const asked = ["read_orders", "read_products"];
    const { sandbox } = rehearse({ scopes: asked });
    const shown = async (path: string, row: RegExp) => {
      const answer = await sandbox.handle(new Request(`http://127.0.0.1:4400/admin/${path}`));
      return [...(await answer.text()).matchAll(row)].map(([, scope]) => scope);
    };
    sandbox.act({ action: "scope", scope: "read_orders", granted: false });
    sandbox.act({ action: "scope", scope: "write_orders", granted: true });
    expect(await shown("settings", /<tr><td>(\w+_\w+)</g)).toEqual([...asked, "read_all_orders", "write_orders"]);
    sandbox.act({ action: "uninstall" });
    expect(await shown("apps/tek", /<li>(\w+)</g)).toEqual(asked);
    sandbox.act({ action: "install" });
    expect(sandbox.truth().shop.scopes).toEqual(asked);
  });

  test("sees a scope come and go at once, and is told", async () => {
    const { sandbox, arrived, pass, ask } = rehearse({ scopes: ["read_orders"] });
    sandbox.act({ action: "scope", scope: "read_all_orders", granted: true });
    expect((await ask(read)).data?.currentAppInstallation).toMatchObject({
      accessScopes: [{ handle: "read_orders" }, { handle: "read_all_orders" }],
    });
    sandbox.act({ action: "scope", scope: "read_orders", granted: false });
    expect((await ask("{ orders(first: 1) { nodes { id } } }")).errors?.[0]?.extensions?.code).toBe("ACCESS_DENIED");
    await pass(1000);
    expect(rungIn(arrived, "app/scopes_update")).toMatchObject([
      { previous: ["read_orders"], current: ["read_orders", "read_all_orders"] },
      { previous: ["read_orders", "read_all_orders"], current: ["read_all_orders"] },
    ]);
    expect(() => sandbox.act({ action: "scope", scope: "read_orders", granted: false })).toThrow("taken away already");
  });
});

describe("the shop itself", () => {
  test.each([
    ["frozen", 402],
    ["locked", 423],
  ] as const)("%s it answers every API request with %i, open again as before, and rings", async (standing, status) => {
    const { sandbox, post, ask, arrived, pass } = rehearse();
    sandbox.act({ action: "standing", standing });
    for (const path of ["/admin/oauth/access_token", "/admin/api/2026-10/graphql.json"])
      expect((await post(path, {})).status).toBe(status);
    sandbox.act({ action: "standing", standing: "open" });
    expect((await ask(read)).data?.shop).toMatchObject({ name: "Ada Butik" });
    await pass(1000);
    expect(rungIn(arrived, "shop/update")).toHaveLength(1);
  });

  test("closed it has no app and is answered 404; opened again the app has to be installed", async () => {
    const { sandbox, post, ask, arrived, pass } = rehearse();
    sandbox.act({ action: "standing", standing: "closed" });
    expect((await post("/admin/api/2026-10/graphql.json", {})).status).toBe(404);
    expect(() => sandbox.act({ action: "install" })).toThrow("the shop is closed");
    await pass(1000);
    expect(arrived.map(topicOf)).toEqual(["app/uninstalled"]);
    sandbox.act({ action: "standing", standing: "open" });
    sandbox.act({ action: "install" });
    expect((await ask(read)).data?.shop).toMatchObject({ name: "Ada Butik" });
  });

  test("takes another name, and once another address, under which and under the first it is found", async () => {
    const { sandbox, ask, arrived, pass } = rehearse();
    sandbox.act({ action: "rename", name: "Yeni Ad", host: "yeni-ad.myshopify.com" });
    expect((await ask(read)).data?.shop).toEqual({ name: "Yeni Ad", myshopifyDomain: "yeni-ad.myshopify.com" });
    const elsewhere = new Request("https://yeni-ad.myshopify.com/admin/api/2026-10/graphql.json", {
      method: "POST",
      body: "{}",
    });
    expect((await sandbox.handle(elsewhere)).status).toBe(401);
    await pass(1000);
    expect(rungIn(arrived, "shop/update")).toEqual([{ id: 70000000001, myshopify_domain: "yeni-ad.myshopify.com" }]);
    expect(() => sandbox.act({ action: "rename", host: "noch-ein.myshopify.com" })).toThrow("can be done once");
  });
});

describe("a customer", () => {
  test("asks for their data and to be forgotten, with every order of theirs and of nobody else", async () => {
    const { sandbox, arrived, pass } = rehearse();
    const [first, second, other] = [0, 0, 1].map((person) => sandbox.act({ action: "place", person }).order);
    const customer = sandbox.truth().orders.find(({ id }) => id === first)?.customerId ?? "";
    sandbox.act({ action: "privacy", asks: "data", customer });
    sandbox.act({ action: "privacy", asks: "erasure", customer });
    await pass(1000);
    const orders = [Number(first), Number(second)];
    const [data] = rungIn(arrived, "customers/data_request");
    const [redact] = rungIn(arrived, "customers/redact");
    expect(data).toMatchObject({ shop_domain: "demo.myshopify.com", orders_requested: orders });
    expect(redact).toMatchObject({ customer: { id: Number(customer) }, orders_to_redact: orders });
    expect(JSON.stringify([data, redact])).not.toContain(other);
    expect(() => sandbox.act({ action: "privacy", asks: "data", customer: "1" })).toThrow("there is no customer 1");
  });
});

describe("the admin's pages", () => {
  const page = async (sandbox: ReturnType<typeof rehearse>["sandbox"], path: string) =>
    await (await sandbox.handle(new Request(`http://127.0.0.1:4400${path}`))).text();

  test("offer to install in the app's place, and nothing while the shop is not open", async () => {
    const { sandbox } = rehearse();
    expect(await page(sandbox, "/admin/apps/tek")).toContain("<iframe");
    sandbox.act({ action: "uninstall" });
    const offered = await page(sandbox, "/admin/apps/tek/orders");
    expect([offered.includes("<iframe"), offered.includes(">Install</button>")]).toEqual([false, true]);
    expect(await page(sandbox, "/admin/settings")).toContain("shop/redact");
    sandbox.act({ action: "standing", standing: "frozen" });
    expect(await page(sandbox, "/admin/apps/tek")).toContain("its fee was not paid");
  });

  test("have a button for each scope and for what each customer may ask", async () => {
    const { sandbox } = rehearse();
    sandbox.act({ action: "place", person: 0 });
    const settings = await page(sandbox, "/admin/settings");
    expect(settings).toContain("read_all_orders");
    expect(settings.match(/>Take away</g)?.length).toBe(14);
    const customers = await page(sandbox, "/admin/customers");
    expect([customers.includes("Request their data"), customers.includes("Erase their data")]).toEqual([true, true]);
  });
});
