import { expect, it } from "vitest";
import { toInstant } from "../../app/domain/instant.ts";
import { Fault } from "../contract/fault.ts";
import { createIo } from "../http.ts";
import { createPacer } from "../pacer.ts";
import { wooCommerce } from "./index.ts";
import { openTrialShop, type TrialShop, trialKeys, trialReader } from "./sandbox/trial-shop.ts";
import { orderTopics } from "./webhooks.ts";

const address = "https://tek.example.test/webhooks/woocommerce/1";

function bellsOf(shop: TrialShop, keys = trialKeys) {
  const clock = { now: () => toInstant(shop.world.now()) };
  const io = createIo({
    network: { fetch: (request) => shop.sandbox.handle(request) },
    clock,
    log: { info() {}, warn() {}, error() {} },
    pacer: createPacer({ api: { unit: "cost", burst: 1000, perSecond: 1, owner: "account" } }, clock),
    priority: "person",
    secrets: [],
    signal: new AbortController().signal,
    platform: "woocommerce",
    shop: "s",
  });
  const { doorbells } = wooCommerce.open(wooCommerce.account.parse({ url: shop.options.origin, ...keys }), io);
  if (doorbells?.by !== "api") throw new Error("WooCommerce has doorbells");
  return doorbells;
}

const hooks = (shop: TrialShop) =>
  shop.sandbox.truth().webhooks.map(({ topic, status, delivery_url }) => [topic, status, delivery_url]);

it("hangs one bell for each topic, and leaves those of others alone", async () => {
  const shop = openTrialShop();
  await shop.call("POST", "/webhooks", {
    topic: "order.created",
    delivery_url: "https://other.example.test/",
    secret: "x",
  });
  expect(await bellsOf(shop).ensure(address, "s3cret")).toBe("made");
  expect(await bellsOf(shop).ensure(address, "s3cret")).toBe("in-place");
  expect(hooks(shop)).toEqual([
    ["order.created", "active", "https://other.example.test/"],
    ...orderTopics.map((topic) => [topic, "active", address]),
  ]);
});

it("makes a disabled bell anew, since setting it active leaves it one failure from the end", async () => {
  const shop = openTrialShop();
  await bellsOf(shop).ensure(address, "s3cret");
  const [first] = await shop.many("/webhooks?order=asc");
  await shop.call("PUT", `/webhooks/${String(first?.id)}`, { status: "disabled" });
  expect(await bellsOf(shop).ensure(address, "s3cret")).toBe("revived");
  expect(hooks(shop).toSorted()).toEqual(orderTopics.map((topic) => [topic, "active", address]).toSorted());
  expect(shop.sandbox.truth().webhooks.map(({ id }) => id)).not.toContain(first?.id);
});

it("sets the secret again, so that a bell that was made with another one rings true", async () => {
  const shop = openTrialShop();
  await bellsOf(shop).ensure(address, "old");
  await bellsOf(shop).ensure(address, "new");
  await shop.world.advance(5000);
  shop.world.sent.splice(0);
  shop.sandbox.act({ action: "place", payment: "bacs" });
  await shop.world.advance(10_000);
  const received = shop.world.sent.map(({ request, body }) =>
    wooCommerce.receive({ headers: request.headers, body: new TextEncoder().encode(body) }, ["new"]),
  );
  expect(received.map(({ kind }) => kind)).toContain("delivery");
  expect(received.map(({ kind }) => kind)).not.toContain("refused");
});

it("says that a key which may only read lacks the right", async () => {
  const shop = openTrialShop();
  const error: unknown = await bellsOf(shop, trialReader)
    .ensure(address, "s")
    .catch((e: unknown) => e);
  if (!(error instanceof Fault)) throw error;
  expect([error.kind, error.facts.code]).toEqual(["forbidden", "woocommerce.write-refused"]);
});
