import { expect, test } from "vitest";
import { days, plus } from "#app/domain/instant.ts";
import { foldText } from "#app/domain/text.ts";
import { tagOrders } from "#app/flows/tag-orders.ts";
import { defaultQuery } from "#app/views/order-address.ts";
import { matchingOrders, orderList } from "#app/views/order-list.server.ts";
import type { OrderListQuery } from "#app/views/order-list.ts";
import { describeOnBothEngines } from "../engines/describe-on-both-engines.ts";
import { fillWithOrders } from "./fill-with-orders.ts";
import { manyOrder, newestPlacedAt, spellings } from "./many-orders.ts";

const many = 3000;
const clock = { now: () => plus(newestPlacedAt, days(1)) };
const snapshots = Array.from({ length: many }, (_, n) => manyOrder(n, many).snapshot);
type Snapshot = (typeof snapshots)[number];

/** Plainly, what a person who reads every order would find: their numbers, the newest first. */
const numbersWhere = (fits: (order: Snapshot) => boolean): readonly string[] =>
  snapshots.filter(fits).map(({ number }) => number);
const customerOf = ({ people: { customer } }: Snapshot) => {
  if (customer === null || "withheld" in customer) throw new Error("Many orders have a customer each");
  return customer;
};
const wordsOf = (text: string | null) =>
  foldText(text ?? "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
const begins = (text: string | null, word: string) => wordsOf(text).some((one) => one.startsWith(word));

describeOnBothEngines(`search among ${many} orders`, (open) => {
  const setUp = async () => {
    const db = await open();
    const { caller, workspace } = await fillWithOrders(db, many);
    /** Through every page, as somebody who turns them all. */
    const numbers = async (query: Partial<OrderListQuery>): Promise<readonly string[]> => {
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const wanted: OrderListQuery = { ...defaultQuery, ...query, limit: 250, cursor };
        const { rows, next } = await orderList({ db, clock }, caller, wanted);
        found.push(...rows.map(({ number }) => number));
        cursor = next;
      } while (cursor !== null);
      return found;
    };
    return { db, caller, workspace, numbers };
  };

  test("finds what every kind of word is about, all of it and nothing else, the newest first", async () => {
    const { db, caller, numbers } = await setUp();
    const isil = numbersWhere((order) => wordsOf(customerOf(order).name).includes("isil"));
    expect(isil.length).toBeGreaterThan(50);
    for (const search of [...spellings, "  ışıl ", "İŞİL"]) expect(await numbers({ search })).toEqual(isil);

    const middle = snapshots[many / 2];
    if (!middle) throw new Error("No order in the middle");
    const { name, email, phone } = customerOf(middle);
    const theirs = numbersWhere((order) => customerOf(order).email === email);
    expect(theirs.length).toBeGreaterThan(1);
    const local = phone?.replace(/\D/g, "").slice(-10) ?? "";
    const phones = [
      local,
      `0${local}`,
      `90${local}`,
      `+90 ${local.slice(0, 3)} ${local.slice(3)}`,
      `0 (${local.slice(0, 3)}) ${local.slice(3, 6)}-${local.slice(6)}`,
    ];
    for (const search of phones) expect([search, await numbers({ search })]).toEqual([search, theirs]);
    for (const search of [email ?? "", email?.toUpperCase() ?? ""]) expect(await numbers({ search })).toEqual(theirs);

    for (const search of [middle.number, middle.number.slice(1)])
      expect(await numbers({ search })).toEqual([middle.number]);
    const [first = "", last = ""] = wordsOf(name);
    expect(await numbers({ search: `${last} ${first}` })).toEqual(
      numbersWhere((order) =>
        [first, last].every((word) => begins(customerOf(order).name, word) || begins(customerOf(order).email, word)),
      ),
    );

    const sku = middle.lines[0]?.sku ?? "";
    const withSku = numbersWhere(({ lines }) => lines.some((line) => line.sku === sku));
    for (const search of [sku, sku.toLowerCase(), sku.replace("-", "")])
      expect(await numbers({ search })).toEqual(withSku);
    const cups = numbersWhere(({ lines }) => lines.some((line) => begins(line.title, "gumus")));
    for (const search of ["gümüş", "GÜMÜŞ", "gumus"]) expect(await numbers({ search })).toEqual(cups);
    const tracked = middle.fulfillments[0]?.tracking[0]?.number ?? "";
    expect(await numbers({ search: tracked })).toEqual([middle.number]);
    expect(await numbers({ search: "qqqq" })).toEqual([]);

    const tagged = await matchingOrders({ db }, caller, { ...defaultQuery, search: email ?? "" }, 500);
    await tagOrders({ db, clock }, caller, { orders: tagged, add: ["Kırılır Eşya"], remove: [] });
    for (const tag of ["kırılır eşya", "KIRILIR EŞYA"]) expect(await numbers({ tags: [tag] })).toEqual(theirs);
  }, 180_000);

  test("misses no order of a frequent word behind newer ones, whatever else is asked of it", async () => {
    const { numbers } = await setUp();
    // With these letters the SKUs of all begin.
    const all = numbersWhere(() => true);
    expect(await numbers({ search: "tk" })).toEqual(all);
    const unpaid = numbersWhere(({ payment, state }) => payment.state === "unpaid" && state === "open");
    expect(unpaid.length).toBeGreaterThan(0);
    expect(await numbers({ search: "tk", tab: "unpaid" })).toEqual(unpaid);
    const oldest = snapshots.at(-1);
    const day = new Date((oldest?.placedAt ?? 0) + 3 * 3_600_000).toISOString().slice(0, 10);
    const ofThatDay = await numbers({ search: "tk", from: day, to: day });
    expect(ofThatDay.at(-1)).toBe(oldest?.number);
    const dear = await numbers({ search: "tk", sort: "total" });
    expect(dear.toSorted()).toEqual(all.toSorted());
  }, 180_000);
});
