import { z } from "zod";
import { days, plus } from "../../app/domain/instant.ts";
import type { Cursor, Feed, OrderReading, Orders, Page } from "../contract/port.ts";
import { changesFrom, changesPage } from "./changes.ts";
import type { Client } from "./client.ts";
import { queryCost } from "./cost.ts";
import { orderById, orderHeads, ordersCount, ordersPage } from "./documents/orders.ts";
import { externalId } from "./external-id.ts";
import { headNode } from "./order-node.ts";
import { listOf, readOrdersPage } from "./orders-page.ts";
import { unreadable } from "./read-order.ts";
import { pageSizes, singleSizes } from "./sizes.ts";
import { versionOf } from "./version.ts";
import { walkOn, walkStart } from "./walk-back.ts";
import { visibleDays, wholeHistory } from "./whoami.ts";
import { readWholeOrder } from "./whole-order.ts";

/**
 * The orders of one shop. Holds, news of a carrier and returns move no `updatedAt`; they ring topics of their own. A deleted order leaves
 * nothing behind.
 */
export function openOrders(client: Client): Orders {
  const seesAll = client.account.scopes.includes(wholeHistory);
  const feed: Feed = {
    by: "modified",
    misses: ["hold", "delivery", "return", "deletion"],
    ...(seesAll ? {} : { reachesBack: { days: visibleDays } }),
  };
  return {
    feed,
    cost: {
      one: queryCost(orderById, singleSizes),
      page: queryCost(ordersPage, { ...pageSizes, first: client.rows.whole }),
      pageSize: client.rows.whole,
      heads: { page: queryCost(orderHeads, { first: client.rows.heads }), pageSize: client.rows.heads },
    },
    absence: "unknown",
    from(at) {
      const horizon = plus(client.io.now(), -days(visibleDays));
      return changesFrom(seesAll || at > horizon ? at : horizon);
    },
    changedSince: (cursor) => changesPage(client, cursor),
    beginning: () => walkStart,
    history: (cursor) => historyPage(client, cursor),
    count: () => countOrders(client),
    one: (id) => readWholeOrder(client, id),
    identify: (cursor) => headsPage(client, cursor ?? walkStart),
  };
}

async function historyPage(client: Client, cursor: Cursor): Promise<Page<OrderReading>> {
  const walk = walkOn(cursor);
  const page = await readOrdersPage(client, walk.asked);
  const fresh = page.rows.filter((row) => !walk.isDone(row));
  return { ...page.gather(fresh), next: walk.next(page.rows, page), more: page.hasNextPage };
}

const counted = z.object({ ordersCount: z.object({ count: z.int(), precision: z.string() }).nullable() });

/** Null when Shopify only knows that there are at least so many. */
async function countOrders(client: Client): Promise<number | null> {
  const { data } = await client.query(ordersCount, { search: null });
  const told = counted.safeParse(data).data?.ordersCount;
  return told?.precision === "EXACT" ? told.count : null;
}

async function headsPage(client: Client, cursor: Cursor): ReturnType<Orders["identify"]> {
  const walk = walkOn(cursor);
  const { data } = await client.query(orderHeads, { ...walk.asked, first: client.rows.heads });
  const { nodes, pageInfo } = listOf(data);
  const heads = nodes.map((node) => ({ node, head: headNode.safeParse(node) }));
  const placed = heads.flatMap(({ head }) =>
    head.success ? { id: externalId(head.data.id), createdAt: head.data.createdAt, head: head.data } : [],
  );
  return {
    items: placed.filter((row) => !walk.isDone(row)).map(({ id, head }) => ({ id, version: versionOf(head) })),
    unreadable: heads.flatMap(({ node, head }) => (head.success ? [] : unreadable(node, head.error))),
    next: walk.next(placed, pageInfo),
    more: pageInfo.hasNextPage,
  };
}
