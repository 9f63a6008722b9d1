import { expect, test } from "vitest";
import { fewRows } from "#app/db/few-rows.ts";
import { countOrders } from "#app/db/order-counts.ts";
import { exportPage } from "#app/db/order-export.ts";
import { nothingAlong } from "#app/db/order-list-path.ts";
import { findOrders, findVersions } from "#app/db/orders.ts";
import type { Database } from "#app/db/scope.ts";
import { pageEdges, staleOrders } from "#app/db/stale-orders.ts";
import { readForTagging } from "#app/db/tags.ts";
import { toExternalId } from "#app/domain/ids.ts";
import { days, plus } from "#app/domain/instant.ts";
import { tagOrders } from "#app/flows/tag-orders.ts";
import { customerOrders } from "#app/views/customer-orders.server.ts";
import { listChoices } from "#app/views/list-choices.server.ts";
import { defaultQuery } from "#app/views/order-address.ts";
import { matchingOrders, orderList } from "#app/views/order-list.server.ts";
import { type OrderListQuery, orderSorts, orderTabs } from "#app/views/order-list.ts";
import { orderNeighbours } from "#app/views/order-neighbours.server.ts";
import { orderPage } from "#app/views/order-page.server.ts";
import { describeOnBothEngines } from "../engines/describe-on-both-engines.ts";
import { openExplainer, type Plan } from "./explain.ts";
import { fillWithOrders } from "./fill-with-orders.ts";
import { manyCustomer, manyOrder, newestPlacedAt } from "./many-orders.ts";

const many = 2000;
const clock = { now: () => plus(newestPlacedAt, days(1)) };

/** These count everything, or leap from word to word, and are answered from one index alone. */
const allowed = /^select "shop", "state", "payment_state".* count\(\*\)|^with recursive leap/;

/**
 * Steps that read all of a large table. On SQLite also those that an index narrows by nothing but the workspace, except for the walk of
 * a list in the index's own order, which ends with the page.
 */
function wholeReads({ query, steps }: Plan): readonly string[] {
  if (allowed.test(query)) return [];
  const large = "orders|order_\\w+|own_tags|fulfillments|payments|refunds|refund_lines|events";
  const walks =
    /USING (COVERING )?INDEX (orders_(placed|updated|total|source_placed|shop_placed)|order_customers_folded) /;
  const bad = steps.filter(
    (step) =>
      new RegExp(`^SCAN (${large})\\b(?!.*VIRTUAL TABLE)`).test(step) ||
      (new RegExp(`^SEARCH (${large}) .*\\(workspace=\\?( AND shop=\\?)?\\)$`).test(step) &&
        !(walks.test(step) && query.includes(" limit "))) ||
      new RegExp(`Seq Scan on "?(${large})"?`).test(step),
  );
  return bad.map((step) => `${step} ← ${query.slice(0, 300)}`);
}

describeOnBothEngines(`among ${many} orders`, (_, engine) => {
  test("nothing that people or workers wait for reads a large table whole", async () => {
    const place = await engine.place();
    const real = await engine.open(place);
    const { workspace, caller, shops } = await fillWithOrders(real, many);
    const tagged = await matchingOrders({ db: real }, caller, { ...defaultQuery, tab: "unpaid" }, 20);
    await tagOrders({ db: real, clock }, caller, { orders: tagged, add: ["Acil"], remove: [] });
    const { reading, plansOf, close } = await openExplainer(place, workspace);
    try {
      const db: Database = { ...real, read: async (_, work) => await work(reading) };
      const list = (query: Partial<OrderListQuery>) => () =>
        orderList({ db, clock }, caller, { ...defaultQuery, ...query });
      const [order] = await matchingOrders({ db: real }, caller, { ...defaultQuery, search: "#101000" }, 1);
      if (!order) throw new Error("No order in the middle");
      const { next } = await orderList({ db: real, clock }, caller, defaultQuery);
      const { email, phone } = manyCustomer(1000, many);
      const window = { from: "2026-10-01", to: "2026-10-31" };
      const externals = Array.from({ length: 100 }, (_, n) => toExternalId(manyOrder(n, many).snapshot.id));
      const nothing = { all: [], placed: { from: null, before: null }, rows: null, along: nothingAlong };
      const asked: Readonly<Record<string, () => Promise<unknown>>> = {
        ...Object.fromEntries(orderTabs.map((tab) => [`tab ${tab}`, list({ tab })])),
        ...Object.fromEntries(orderSorts.map((sort) => [`sorted by ${sort}`, list({ sort })])),
        "next page": list({ cursor: next }),
        "rare word": list({ search: email ?? "" }),
        phone: list({ search: phone ?? "" }),
        "frequent word": list({ search: "tk" }),
        "frequent word in a tab": list({ search: "tk", tab: "unpaid" }),
        "frequent word by customer": list({ search: "tk", sort: "customer" }),
        amount: list({ currency: "TRY", least: "9000" }),
        "shop's tag": list({ tags: ["kırılır"] }),
        "own tag": list({ tags: ["acil"] }),
        channel: list({ channels: ["pos"] }),
        "way to pay": list({ methods: ["wallet"] }),
        "country in days": list({ countries: ["AT"], ...window }),
        "rare country": list({ countries: ["GR"], from: "2000-01-01" }),
        choices: () => listChoices({ db }, caller),
        "order page": () => orderPage({ db, clock }, caller, order, null),
        neighbours: () => orderNeighbours({ db }, caller, order, { ...defaultQuery, cursor: next }),
        "neighbours by customer": () => orderNeighbours({ db }, caller, order, { ...defaultQuery, sort: "customer" }),
        "customer's other orders": () => customerOrders({ db }, caller, order),
        tagging: () => readForTagging(reading, tagged),
        "a page of an export": async () =>
          await exportPage(reading, { filter: nothing, cells: await countOrders(reading) }, null, 100),
        "orders of a page that came": () => findOrders(reading, shops[0], externals),
        "versions of a page that a sweep saw": () => findVersions(reading, shops[0], externals),
        "orders due to be read again": () =>
          staleOrders(reading, shops[0], { now: plus(clock.now(), days(3)), limit: 50 }),
        "ends of the newest pages": () => pageEdges(reading, shops[0], { pageSize: 100, pages: 2 }),
      };
      const found: string[] = [];
      for (const [name, ask] of Object.entries(asked)) {
        const plans = await plansOf(ask);
        expect([name, plans.length]).not.toEqual([name, 0]);
        found.push(...plans.flatMap(wholeReads).map((step) => `${name}: ${step}`));
      }
      expect(found).toEqual([]);
      const indexes = {
        own_tags_folded: { ...nothingAlong, tags: { own: ["acil"], shop: [] } },
        order_tags_tag: { ...nothingAlong, tags: { own: [], shop: ["VIP"] } },
        orders_total: { ...nothingAlong, amount: { currency: "TRY", from: 1_000_000, to: null } },
        orders_country_placed: { ...nothingAlong, countries: ["GR", "AT"] },
      };
      for (const [index, along] of Object.entries(indexes)) {
        const plans = await plansOf(() => fewRows(reading, { along, placed: nothing.placed }, 2000));
        expect(plans.flatMap(({ steps }) => steps).join("\n")).toContain(index);
      }
    } finally {
      await close();
    }
  }, 180_000);
});
