import type { z } from "zod";
import type { ExternalId } from "../../app/domain/ids.ts";
import type { Io, OrderReading, Page, Unreadable } from "../contract/port.ts";
import { externalId } from "./external-id.ts";
import type { GraphQLProblem } from "./faults.ts";
import { mapOrder } from "./map-order.ts";
import { anchorNode, type OrderNode, orderNode } from "./order-node.ts";

/** What became of one order's JSON. `mention`: an inner list goes on beyond what was read. */
export type Read =
  | { readonly kind: "reading"; readonly reading: OrderReading }
  | { readonly kind: "mention"; readonly id: ExternalId }
  | { readonly kind: "unreadable"; readonly unreadable: Unreadable };

const rawFormat = "shopify/2026-10";

/** `denied` names the order's fields on whose paths access was denied. */
export function readOrder(node: unknown, shop: string, denied: ReadonlySet<string>): Read {
  const parsed = orderNode.safeParse(node);
  if (!parsed.success) return { kind: "unreadable", unreadable: unreadable(node, parsed.error) };
  if (isCut(parsed.data)) return { kind: "mention", id: externalId(parsed.data.id) };
  try {
    const snapshot = mapOrder(parsed.data, shop, denied);
    return {
      kind: "reading",
      reading: { snapshot, raw: { format: rawFormat, body: JSON.stringify(node) }, unknown: [] },
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { kind: "unreadable", unreadable: { ...unreadable(node, null), code: "shopify.order-inconsistent" } };
  }
}

function isCut(order: OrderNode): boolean {
  const lists = [
    order.lineItems,
    order.shippingLines,
    ...order.fulfillments.map((one) => one.fulfillmentLineItems),
    ...order.refunds.map((one) => one.refundLineItems),
  ];
  return lists.some(({ pageInfo }) => pageInfo.hasNextPage);
}

/** The first thing that broke names the place; the body is kept whole. */
export function unreadable(node: unknown, error: z.ZodError | null): Unreadable {
  const id = anchorNode.pick({ id: true }).safeParse(node).data?.id;
  const issue = error?.issues[0];
  return {
    id: id === undefined ? null : externalId(id),
    code: "shopify.order-unreadable",
    params: issue ? { path: issue.path.join("."), problem: issue.message } : {},
    body: JSON.stringify(node) ?? "",
  };
}

/** Sorts what was read into the lists of a page. */
export function gather(reads: readonly Read[]): Pick<Page<OrderReading>, "items" | "mentions" | "unreadable"> {
  return {
    items: reads.flatMap((one) => (one.kind === "reading" ? one.reading : [])),
    mentions: reads.flatMap((one) => (one.kind === "mention" ? one.id : [])),
    unreadable: reads.flatMap((one) => (one.kind === "unreadable" ? one.unreadable : [])),
  };
}

/**
 * The order's fields on whose paths access was denied, for the order at `at` (["orders", "nodes", 3] or ["order"]); each field is noted, for it
 * may also be a scope that is missing.
 */
export function deniedFields(denied: readonly GraphQLProblem[], at: readonly (string | number)[]): ReadonlySet<string> {
  const fields = denied.flatMap(({ path }) => {
    if (!path || !at.every((step, index) => path[index] === step)) return [];
    const field = path[at.length];
    return typeof field === "string" ? field : [];
  });
  return new Set(fields);
}

export function noteDenied(io: Io, denied: readonly GraphQLProblem[]): void {
  const fields = denied.map(({ path }) => (path ?? []).filter((step) => typeof step === "string").join("."));
  for (const field of new Set(fields)) io.note("shopify.access-denied", { field });
}
