import { z } from "zod";
import { type ExternalId, toExternalId } from "../../app/domain/ids.ts";
import type { Cursor, Io, OrderReading, Orders, Page } from "../contract/port.ts";
import type { Query, WooClient } from "./client.ts";
import { readList, setAside, settledAt, totalOf } from "./list-page.ts";
import { readOrder, understood } from "./map-order.ts";
import { headSchema } from "./order-schema.ts";
import { readOne } from "./read-one.ts";
import { readStatuses, statusesFor } from "./statuses.ts";
import { versionOf } from "./version.ts";
import { type Arrived, cursorSchema, queryAt, stepOver, toCursor, type Walk } from "./walk.ts";

const changes: Walk = { by: "modified", order: "asc" };
const everything: Walk = { by: "date", order: "desc" };

const cost = { one: 2, page: 4 };
const headCost = 2;
const headFields = "id,status,total,date_modified_gmt,date_created_gmt,refunds";

/** The orders of one site. `pageSize` is at most 100 (WooCommerce answers 400 above). */
export function createOrders(site: string, client: WooClient, io: Io, pageSize: number): Orders {
  const statusesNow = () => readStatuses(client);

  async function fetchPage(walk: Walk, cursor: Cursor | null, more: Query, spend: number) {
    const began = io.now();
    const { statuses, at, carried } = await statusesFor(cursor, cursorSchema.parse(cursor ?? {}), began, statusesNow);
    const asked = { ...queryAt(walk, at, pageSize), ...more, status: statuses.join(",") };
    const reply = await client.read("orders", asked, spend);
    const list = readList(reply, walk, "woocommerce.order-undated");
    const settled = walk.by === "modified" ? settledAt(began, io.now(), reply.headers) : undefined;
    const total = totalOf(reply.headers);
    const arrived: Arrived = {
      rows: list.rows,
      total: total === null ? null : total - list.unreadable.length,
      size: pageSize,
      ...(settled === undefined ? {} : { settled }),
    };
    const step = stepOver(walk, at, arrived);
    const fresh = list.rows.filter(({ id }) => step.fresh.includes(id));
    return { fresh, unreadable: list.unreadable, next: { ...carried, ...toCursor(step.next) }, more: step.more };
  }

  async function readings(walk: Walk, cursor: Cursor): Promise<Page<OrderReading>> {
    const page = await fetchPage(walk, cursor, {}, cost.page);
    const items: OrderReading[] = [];
    const mentions: ExternalId[] = [];
    const unreadable = [...page.unreadable];
    for (const { id, body } of page.fresh) {
      // An order in a page names its refunds but not what was taken back: it is read alone, whole.
      if (hasRefunds(body.value)) mentions.push(toExternalId(id));
      else {
        const reading = setAside(() => readOrder(body, null, site), body.text, id);
        if (reading.kept) items.push(reading.kept);
        else unreadable.push(reading.aside);
      }
    }
    return { items, mentions, unreadable, next: page.next, more: page.more };
  }

  return {
    feed: { by: "modified", misses: ["refund", "note", "deletion"] },
    cost: { ...cost, pageSize, heads: { page: headCost, pageSize } },
    absence: "gone",
    from: (at) => toCursor({ at: Math.floor(at / 1000) * 1000 }),
    changedSince: (cursor) => readings(changes, cursor),
    beginning: () => toCursor({}),
    history: (cursor) => readings(everything, cursor),
    async count() {
      const status = (await statusesNow()).join(",");
      const { headers } = await client.read("orders", { per_page: 1, _fields: "id", status }, 1);
      return totalOf(headers);
    },
    one: (id) => readOne(id, site, client, io),
    async identify(cursor) {
      const page = await fetchPage(everything, cursor, { _fields: headFields }, headCost);
      const items: { id: ExternalId; version: string }[] = [];
      const unreadable = [...page.unreadable];
      for (const { id, body } of page.fresh) {
        const head = setAside(() => understood(headSchema, body.value, "woocommerce.order-unreadable"), body.text, id);
        if (head.kept) items.push({ id: toExternalId(id), version: versionOf(head.kept) });
        else unreadable.push(head.aside);
      }
      return { items, unreadable, next: page.next, more: page.more };
    },
  };
}

const refundsSchema = z.object({ refunds: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]) });

const hasRefunds = (value: unknown): boolean => {
  const refunds = refundsSchema.safeParse(value).data?.refunds;
  return refunds !== undefined && Object.keys(refunds).length > 0;
};
