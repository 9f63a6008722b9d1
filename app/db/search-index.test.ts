import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type SearchQuery, searchQuery } from "#app/domain/orders/search-tokens.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { addShop } from "#tests/engines/one-shop.ts";
import { openShop, putOrders, someOrder } from "#tests/views/list-world.ts";
import type { Reading, Writing } from "./scope.ts";
import { fewMatching, matchingRows, putSearchTokens } from "./search-index.ts";

/** As the index promises, plainly: rows whose tokens meet each word; null for more than `most`. */
function expected(orders: readonly (readonly string[])[], query: SearchQuery, most: number): number[] | null {
  const meets = (tokens: readonly string[]) =>
    query.every((words) => words.some((word) => tokens.some((token) => token.startsWith(word))));
  const rows = orders.flatMap((tokens, index) => (meets(tokens) ? [index + 1] : []));
  return rows.length > most ? null : rows;
}

const syllables = fc.constantFrom("is", "il", "sule", "tk", "01", "90", "привет", "张", "or", "and", "not", "near");
const token = fc.array(syllables, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(""));
const tokenSets = fc.array(fc.uniqueArray(token, { maxLength: 6 }), { minLength: 1, maxLength: 12 });
const queries: fc.Arbitrary<SearchQuery> = fc.array(
  fc.tuple(token, fc.option(token)).map(([a, b]): [string, ...string[]] => (b === null ? [a] : [a, b])),
  { minLength: 1, maxLength: 3 },
);

describeOnBothEngines("the search index", (open) => {
  test("finds exactly the orders that meet every word, or says that they are many, on either engine", async () => {
    const db = await open();
    const { workspace } = await openShop(db);
    await putOrders(
      db,
      workspace,
      Array.from({ length: 12 }, () => someOrder),
    );
    await fc.assert(
      fc.asyncProperty(
        tokenSets,
        fc.array(queries, { minLength: 1, maxLength: 8 }),
        fc.nat(13),
        async (sets, asked, most) => {
          const orders = Array.from({ length: 12 }, (_, index) => sets[index] ?? []);
          await db.transact(workspace, async (writing) => {
            for (const [index, tokens] of orders.entries()) await putSearchTokens(writing, index + 1, tokens);
          });
          for (const query of asked) {
            const found = await db.read(workspace, (reading) => fewMatching(reading, query, most));
            expect(found?.toSorted((a, b) => a - b) ?? null).toEqual(expected(orders, query, most));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  const world = async () => {
    const db = await open();
    const { workspace } = await openShop(db, 1);
    const other = await openShop(db, 2);
    await putOrders(db, workspace, [someOrder, someOrder]);
    const put = (row: number, tokens: readonly string[]) =>
      db.transact(workspace, (writing: Writing) => putSearchTokens(writing, row, tokens));
    const find = (text: string, where = workspace) =>
      db.read(where, async (reading: Reading) => {
        const query = searchQuery(text);
        return query ? await fewMatching(reading, query, 10) : null;
      });
    return { db, workspace, other, put, find };
  };

  test("finds nothing of another workspace", async () => {
    const { put, find, other } = await world();
    await put(1, ["isil"]);
    expect(await find("ışıl")).toEqual([1]);
    expect(await find("ışıl", other.workspace)).toEqual([]);
  });

  test("finds a workspace's orders by no word that it holds itself", async () => {
    const { put, find, workspace } = await world();
    await put(1, ["isil"]);
    const held = workspace.replaceAll("-", "");
    for (const text of [held, `\uE000${held}`, "\uE000", workspace, held.slice(0, 4)])
      expect((await find(text)) ?? []).toEqual([]);
  });

  test("takes an order's own words for nothing but words", async () => {
    const { put, find, other } = await world();
    await put(1, ["isil", other.workspace.replaceAll("-", "")]);
    expect(await find("isil", other.workspace)).toEqual([]);
    for (const text of ['" OR "isil', "isil*", "NOT isil", "') | ('isil", "isil & !x"]) await find(text);
    expect(await find("isil*")).toEqual([1]);
  });

  test("finds by the new words and not by the old ones", async () => {
    const { put, find } = await world();
    await put(1, ["isil"]);
    await put(1, ["sule"]);
    expect(await find("isil")).toEqual([]);
    expect(await find("ŞULE")).toEqual([1]);
  });

  test("forgets an order that is deleted", async () => {
    const { db, workspace, put, find } = await world();
    await put(1, ["isil"]);
    await put(2, ["isil"]);
    await db.transact(workspace, async ({ q, t }) => {
      await q.delete(t.orders).where(sql`${t.orders.row} = 1`);
    });
    expect(await find("isil")).toEqual([2]);
    await db.transact(workspace, async ({ q, t }) => void (await q.delete(t.shops)));
    expect(await find("isil")).toEqual([]);
  });

  test("stands as a condition in a larger query", async () => {
    const { db, workspace, put } = await world();
    await put(2, ["isil"]);
    const rows = await db.read(workspace, (reading) =>
      reading.q
        .select({ row: reading.t.orders.row })
        .from(reading.t.orders)
        .where(sql`${reading.t.orders.row} in (${matchingRows(reading, [["is"]])})`),
    );
    expect(rows).toEqual([{ row: 2 }]);
  });

  test("finds an order by what was read of it", async () => {
    const db = await open();
    const { workspace, shop } = await addShop(db);
    const { insertOrder, readOrder, replaceOrder } = await import("./orders.ts");
    const { anySnapshot } = await import("#tests/arbitraries/order-snapshot.ts");
    const { toExternalId, toOrderId, toPersonId } = await import("#app/domain/ids.ts");
    const { toInstant } = await import("#app/domain/instant.ts");
    const [any] = fc.sample(anySnapshot, { numRuns: 1, seed: 9 });
    if (!any) throw new Error("No sample");
    const id = toOrderId("01900009-0000-7000-8000-000000000001");
    const at = toInstant(1);
    const read = (name: string) => {
      const customer = { id: null, name, email: null, phone: null };
      const none = { shipping: null, billing: null, remarks: null };
      const people = { customer: toPersonId(`01900008-0000-7000-8000-00000000000${name.length}`), ...none };
      const snapshot = { ...any, id: toExternalId("77001"), people: { customer, ...none } };
      const raw = { format: "test/1", body: "{}" };
      return { snapshot, people, contentHash: name, readBeganAt: at, at, raw, unknown: [] };
    };
    const find = (text: string) => db.read(workspace, (reading) => fewMatching(reading, searchQuery(text) ?? [], 10));
    await db.transact(workspace, (writing) => insertOrder(writing, { id, shop, ...read("Işıl İpek") }));
    for (const text of ["ışıl", "IŞIL", "Isil", "ipek IŞIL", "77001"]) expect(await find(text)).toHaveLength(1);
    await db.transact(workspace, async (writing) => {
      const held = await readOrder(writing, id);
      if (!held) throw new Error("Missing");
      await replaceOrder(writing, held, read("Şule"));
    });
    expect(await find("ışıl")).toEqual([]);
    expect(await find("ŞULE")).toHaveLength(1);
  });
});
