import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Instant, toInstant } from "../../app/domain/instant.ts";
import type { Query } from "./client.ts";
import { cursorSchema, queryAt, stepOver, toCursor, type Walk, type WalkCursor } from "./walk.ts";

const start = Date.UTC(2026, 10, 23, 9);
const changes: Walk = { by: "modified", order: "asc" };
const history: Walk = { by: "date", order: "desc" };

interface Kept {
  readonly id: string;
  readonly date: number;
  modified: number;
}

/** A shop that answers a walk's queries as WooCommerce does: dates to the second, thresholds exclusive, ties in any order. */
function createShop(count: number, dateOf: (i: number) => number) {
  let now = start + 60_000;
  const second = (ms: number) => Math.floor(ms / 1000) * 1000;
  const orders: Kept[] = Array.from({ length: count }, (_, i) => {
    const at = second(start + dateOf(i));
    return { id: String(100 + i), date: at, modified: at };
  });
  const moment = (text: string | number | undefined) => (text === undefined ? undefined : Date.parse(`${text}Z`));

  function answer(query: Query) {
    const [after, before] = [
      moment(query.modified_after ?? query.after),
      moment(query.modified_before ?? query.before),
    ];
    const by = query.modified_after ?? query.modified_before ?? (query.orderby === "modified" ? 1 : undefined);
    const dated = (order: Kept) => (by === undefined ? order.date : order.modified);
    const found = orders.filter(
      (o) => (after === undefined || dated(o) > after) && (before === undefined || dated(o) < before),
    );
    const rank = (o: Kept) => (query.orderby === "id" ? Number(o.id) : dated(o));
    const way = query.order === "asc" ? 1 : -1;
    found.sort((a, b) => way * (rank(a) - rank(b)));
    const offset = Number(query.offset ?? 0);
    const shown = found.slice(offset, offset + Number(query.per_page));
    return { rows: shown.map((o) => ({ id: o.id, at: toInstant(dated(o)) })), total: found.length };
  }

  return {
    orders,
    answer,
    now: () => now,
    pass(ms: number) {
      now += ms;
    },
    touch(i: number) {
      const order = orders[i % orders.length];
      if (order) order.modified = second(now);
    },
  };
}

type Shop = ReturnType<typeof createShop>;

/** Walks to the end; tells what was last seen of every id, and how many rows were asked for. */
function walkOver(
  shop: Shop,
  walk: Walk,
  from: WalkCursor,
  size: number,
  between: () => void = () => {},
  total?: null,
) {
  const seen = new Map<string, Instant>();
  let rows = 0;
  for (let cursor = from, pages = 0; ; pages++) {
    if (pages > 3000) throw new Error(`The walk does not end: ${JSON.stringify(cursor).slice(0, 300)}`);
    const settled = walk.by === "modified" ? Math.floor(shop.now() / 1000) * 1000 - 1000 : undefined;
    const arrived = shop.answer(queryAt(walk, cursor, size));
    const step = stepOver(walk, cursor, {
      ...arrived,
      ...(total === null ? { total } : {}),
      size,
      ...(settled === undefined ? {} : { settled }),
    });
    for (const row of arrived.rows) if (step.fresh.includes(row.id)) seen.set(row.id, row.at);
    rows += arrived.rows.length;
    cursor = cursorSchema.parse(JSON.parse(JSON.stringify(toCursor(step.next))));
    if (!step.more) return { seen, cursor, rows };
    between();
  }
}

const latest = (shop: Shop) => new Map(shop.orders.map(({ id, modified }) => [id, modified]));

describe("a walk along the changes", () => {
  it("loses no change, whatever is edited and however time passes between pages", () => {
    const step = fc.record({ edit: fc.array(fc.nat(40), { maxLength: 3 }), pass: fc.nat(1500) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (steps, size) => {
        const shop = createShop(25, (i) => i * 300);
        const waiting = [...steps];
        const seen = new Map<string, number>();
        let cursor: WalkCursor = { at: start };
        while (waiting.length) {
          const pulled = walkOver(shop, changes, cursor, size, () => {
            const next = waiting.shift();
            for (const i of next?.edit ?? []) shop.touch(i);
            shop.pass(next?.pass ?? 0);
          });
          for (const [id, at] of pulled.seen) seen.set(id, at);
          cursor = pulled.cursor;
          const next = waiting.shift();
          for (const i of next?.edit ?? []) shop.touch(i);
          shop.pass(next?.pass ?? 0);
        }
        shop.pass(5000);
        for (const [id, at] of walkOver(shop, changes, cursor, size).seen) seen.set(id, at);
        expect(seen).toEqual(latest(shop));
      }),
      { numRuns: 300 },
    );
  });

  it("does not ask again for what has settled", () => {
    const shop = createShop(20, (i) => i * 1000);
    const first = walkOver(shop, changes, { at: start }, 6);
    expect(first.seen.size).toBe(20);
    expect(walkOver(shop, changes, first.cursor, 6).rows).toBe(0);
  });

  it("passes a crowd of orders that share a second, though some leave it meanwhile", () => {
    const shop = createShop(1500, () => 0);
    let pages = 0;
    const { seen, cursor } = walkOver(shop, changes, { at: start }, 100, () => {
      if (++pages % 5 === 0) shop.touch(pages);
    });
    shop.pass(5000);
    for (const [id, at] of walkOver(shop, changes, cursor, 100).seen) seen.set(id, at);
    expect(seen).toEqual(latest(shop));
  });

  it("takes hundreds of orders that change in the very second of the pull", () => {
    const shop = createShop(900, () => 0);
    for (let i = 0; i < 900; i++) shop.touch(i);
    const { seen, cursor } = walkOver(shop, changes, { at: start }, 100);
    expect(seen.size).toBe(900);
    shop.touch(7);
    shop.pass(5000);
    expect(walkOver(shop, changes, cursor, 100).seen.get("107")).toBe(latest(shop).get("107"));
  });

  it("goes over hundreds of orders whose dates lie ahead of the shop's clock", () => {
    const shop = createShop(900, (i) => 7_200_000 + i * 1000);
    expect(walkOver(shop, changes, { at: start }, 100).seen.size).toBe(900);
  });

  it("ends, and loses nothing, where the site sends no total", () => {
    const shop = createShop(30, (i) => i * 400);
    expect(walkOver(shop, changes, { at: start }, 7, () => {}, null).seen.size).toBe(30);
    expect(walkOver(shop, history, {}, 7, () => {}, null).seen.size).toBe(30);
  });
});

describe("a walk through the history", () => {
  it("hands over every order once, newest first, with ties and crowds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 60 }), (size, count) => {
        const shop = createShop(count, (i) => Math.floor(i / 4) * 1000);
        const { seen } = walkOver(shop, history, {}, size);
        expect(seen.size).toBe(count);
        const dates = [...seen.values()];
        expect(dates).toEqual(dates.toSorted((a, b) => b - a));
      }),
    );
    const crowd = createShop(1200, (i) => (i < 600 ? 0 : 1000));
    expect(walkOver(crowd, history, {}, 100).seen.size).toBe(1200);
  });
});

describe("a query", () => {
  it("says its moment without a zone and as GMT, one second beyond, since WooCommerce leaves the bound out", () => {
    expect(queryAt(changes, { at: start }, 100)).toEqual({
      modified_after: "2026-11-23T08:59:59",
      dates_are_gmt: "true",
      orderby: "modified",
      order: "asc",
      per_page: 100,
    });
    expect(queryAt(history, { at: start }, 100)).toMatchObject({
      before: "2026-11-23T09:00:01",
      order: "desc",
    });
  });
});
