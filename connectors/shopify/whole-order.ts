import type { DocumentNode } from "graphql";
import { z } from "zod";
import type { ExternalId } from "../../app/domain/ids.ts";
import { Fault } from "../contract/fault.ts";
import type { OrderReading } from "../contract/port.ts";
import type { Client } from "./client.ts";
import { moreFulfillmentLines, moreLines, moreRefundLines, orderById } from "./documents/orders.ts";
import { orderGid } from "./external-id.ts";
import { untouchedPage } from "./order-node.ts";
import { deniedFields, noteDenied, readOrder } from "./read-order.ts";
import { innerSize, singleSizes } from "./sizes.ts";

/** How often an order is begun anew because it changed while its long lists were read. */
const attempts = 3;

const list = untouchedPage;
type List = z.output<typeof list>;
/** What must be known of an order to follow its lists; everything else stays as it came. */
const followable = z.looseObject({
  id: z.string(),
  updatedAt: z.string(),
  lineItems: list,
  fulfillments: z.array(z.looseObject({ id: z.string(), fulfillmentLineItems: list })),
  refunds: z.array(z.looseObject({ id: z.string(), refundLineItems: list })),
});
type Followable = z.output<typeof followable>;

const linesTold = z.object({ order: z.object({ updatedAt: z.string(), lineItems: list }).nullable() });
const fulfillmentTold = z.object({
  fulfillment: z.object({ order: z.object({ updatedAt: z.string() }), fulfillmentLineItems: list }).nullable(),
});
const refundTold = z.object({
  refund: z.object({ order: z.object({ updatedAt: z.string() }), refundLineItems: list }).nullable(),
});

/** A page of an inner list, and when the order that it belongs to last changed; null when its owner is gone. */
type Turn = (after: string) => Promise<{ readonly updatedAt: string; readonly page: List } | null>;

/**
 * Reads one order whole, its long lists followed to their ends. Null when the shop shows no such order. Throws `Fault("unreadable")` with
 * the body when it breaks our schema, and `Fault("unreachable")` when it kept changing while it was read.
 */
export async function readWholeOrder(client: Client, id: ExternalId): Promise<OrderReading | null> {
  const gid = orderGid(id);
  if (gid === null) return null;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const told = await client.query(orderById, { id: gid, ...singleSizes });
    noteDenied(client.io, told.denied);
    const { order } = z.object({ order: z.unknown() }).parse(told.data);
    if (order === null || order === undefined) return null;
    const whole = await followed(client, order);
    if (whole === "changed") continue;
    const read = readOrder(whole, client.account.shop, deniedFields(told.denied, ["order"]));
    if (read.kind === "reading") return read.reading;
    throw unreadable(
      read.kind === "unreadable" ? read.unreadable : { code: "shopify.order-endless", params: {} },
      whole,
    );
  }
  throw new Fault("unreachable", { code: "shopify.order-kept-changing", params: { order: id } });
}

async function followed(client: Client, order: unknown): Promise<unknown> {
  const parsed = followable.safeParse(order);
  // What cannot even be followed is told unreadable by whoever reads it next.
  if (!parsed.success) return order;
  const whole: Followable = parsed.data;
  const same = { updatedAt: whole.updatedAt };
  if (!(await follow(whole.lineItems, same, turnLines(client, whole.id)))) return "changed";
  for (const one of whole.fulfillments)
    if (!(await follow(one.fulfillmentLineItems, same, turnFulfillment(client, one.id)))) return "changed";
  for (const one of whole.refunds)
    if (!(await follow(one.refundLineItems, same, turnRefund(client, one.id)))) return "changed";
  return whole;
}

/** Appends page after page to the list; false when the order changed meanwhile. */
async function follow(into: List, same: { readonly updatedAt: string }, turn: Turn): Promise<boolean> {
  while (into.pageInfo.hasNextPage && into.pageInfo.endCursor !== null) {
    const next = await turn(into.pageInfo.endCursor);
    if (next === null || next.updatedAt !== same.updatedAt) return false;
    into.nodes.push(...next.page.nodes);
    into.pageInfo = next.page.pageInfo;
  }
  return true;
}

const turnLines =
  (client: Client, id: string): Turn =>
  async (after) => {
    const { order } = await ask(client, moreLines, linesTold, id, after);
    return order && { updatedAt: order.updatedAt, page: order.lineItems };
  };

const turnFulfillment =
  (client: Client, id: string): Turn =>
  async (after) => {
    const { fulfillment } = await ask(client, moreFulfillmentLines, fulfillmentTold, id, after);
    return fulfillment && { updatedAt: fulfillment.order.updatedAt, page: fulfillment.fulfillmentLineItems };
  };

const turnRefund =
  (client: Client, id: string): Turn =>
  async (after) => {
    const { refund } = await ask(client, moreRefundLines, refundTold, id, after);
    return refund && { updatedAt: refund.order.updatedAt, page: refund.refundLineItems };
  };

async function ask<T>(
  client: Client,
  document: DocumentNode,
  shape: z.ZodType<T>,
  id: string,
  after: string,
): Promise<T> {
  const { data } = await client.query(document, { id, after, first: innerSize });
  const parsed = shape.safeParse(data);
  if (parsed.success) return parsed.data;
  throw unreadable({ code: "shopify.order-unreadable", params: {} }, data);
}

function unreadable(
  why: { readonly code: string; readonly params: Readonly<Record<string, string | number>> },
  body: unknown,
): Fault {
  return new Fault("unreadable", { code: why.code, params: why.params, body: JSON.stringify(body) });
}
