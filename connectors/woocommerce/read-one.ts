import { z } from "zod";
import type { ExternalId } from "../../app/domain/ids.ts";
import { Fault } from "../contract/fault.ts";
import type { Io, OrderReading } from "../contract/port.ts";
import type { WooClient } from "./client.ts";
import { type Body, readOrder } from "./map-order.ts";
import { Unmappable } from "./unmappable.ts";

const mostReads = 3;

/** What must agree between an order and the list of its refunds. */
const refundsOf = z.object({ refunds: z.array(z.object({ id: z.union([z.int(), z.string()]).transform(String) })) });
const idsOf = z.array(z.object({ id: z.union([z.int(), z.string()]).transform(String) }));

/**
 * One order with its refunds, or null when the site says that it has no such order. The two are separate answers: they are read
 * again while they do not name the same refunds, since something changed in between.
 */
export async function readOne(id: ExternalId, site: string, client: WooClient, io: Io): Promise<OrderReading | null> {
  if (!/^\d+$/.test(id)) return null;
  for (let read = 1; ; read++) {
    const order = await orderBody(id, client);
    if (order === null) return null;
    const named = refundsOf.safeParse(order.value).data?.refunds.map((refund) => refund.id) ?? [];
    if (named.length === 0) return reading(order, null, site);
    const refunds = await refundBody(id, named.length, client);
    const listed = idsOf.safeParse(refunds.value).data?.map((refund) => refund.id) ?? [];
    const agree = listed.length === named.length && named.every((refund) => listed.includes(refund));
    if (!agree && read === mostReads)
      io.note("woocommerce.refunds-disagree", { order: id, named: named.length, listed: listed.length });
    if (agree || read === mostReads) return reading(order, refunds, site);
  }
}

async function orderBody(id: ExternalId, client: WooClient): Promise<Body | null> {
  try {
    return (await client.read(`orders/${id}`, {}, 1)).body;
  } catch (error) {
    if (error instanceof Fault && error.kind === "missing") return null;
    throw error;
  }
}

/** All refunds of an order; more than one page of them is joined, as text and as value. */
async function refundBody(id: ExternalId, expected: number, client: WooClient): Promise<Body> {
  const pages: Body[] = [];
  for (let page = 1; page === 1 || page <= Math.ceil(expected / 100); page++) {
    pages.push((await client.read(`orders/${id}/refunds`, { per_page: 100, page }, 1)).body);
  }
  const [only] = pages;
  if (only && pages.length === 1) return only;
  return {
    value: pages.flatMap(({ value }) => value),
    text: `[${pages
      .map(({ text }) => text.trim().slice(1, -1))
      .filter((text) => text.trim())
      .join(",")}]`,
  };
}

function reading(order: Body, refunds: Body | null, site: string): OrderReading {
  try {
    return readOrder(order, refunds, site);
  } catch (error) {
    if (!(error instanceof Unmappable)) throw error;
    throw new Fault("unreadable", { code: error.code, params: error.params, body: order.text });
  }
}
