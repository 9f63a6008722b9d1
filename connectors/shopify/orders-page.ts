import type { z } from "zod";
import type { ExternalId } from "../../app/domain/ids.ts";
import type { Instant } from "../../app/domain/instant.ts";
import { Fault } from "../contract/fault.ts";
import type { OrderReading, Page } from "../contract/port.ts";
import type { Client } from "./client.ts";
import { ordersPage } from "./documents/orders.ts";
import { externalId } from "./external-id.ts";
import { anchorNode, untouchedPage } from "./order-node.ts";
import { deniedFields, gather, noteDenied, readOrder } from "./read-order.ts";
import { pageSizes } from "./sizes.ts";

/** One order of a page, before it is read. */
interface Row {
  readonly index: number;
  readonly id: ExternalId | null;
  readonly createdAt: Instant | null;
  readonly updatedAt: Instant | null;
  readonly body: string;
}

export interface OrdersPage {
  readonly rows: readonly Row[];
  /** Reads those rows of the page that are wanted. */
  gather(rows: readonly Row[]): Pick<Page<OrderReading>, "items" | "mentions" | "unreadable">;
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** How a list of orders is asked for. */
export interface Asked {
  readonly after: string | null;
  readonly search: string | null;
  readonly sortKey: "UPDATED_AT" | "CREATED_AT";
  readonly reverse: boolean;
}

export async function readOrdersPage(client: Client, asked: Asked): Promise<OrdersPage> {
  const { data, denied } = await client.query(ordersPage, { ...asked, ...pageSizes, first: client.rows.whole });
  noteDenied(client.io, denied);
  const { nodes, pageInfo } = listOf(data);
  return {
    ...pageInfo,
    rows: nodes.map(rowOf),
    gather: (rows) =>
      gather(
        rows.map(({ index }) =>
          readOrder(nodes[index], client.account.shop, deniedFields(denied, ["orders", "nodes", index])),
        ),
      ),
  };
}

/** The list of an answer; its nodes are read one by one, so that a broken one does not take the others with it. */
export function listOf(data: unknown): z.output<typeof untouchedPage> {
  const orders = typeof data === "object" && data !== null && "orders" in data ? data.orders : undefined;
  const parsed = untouchedPage.safeParse(orders);
  if (parsed.success) return parsed.data;
  throw new Fault("unreadable", { code: "shopify.page-unreadable", body: JSON.stringify(data) });
}

function rowOf(node: unknown, index: number): Row {
  const { id, createdAt, updatedAt } = anchorNode.safeParse(node).data ?? {};
  return {
    index,
    id: id === undefined ? null : externalId(id),
    createdAt: createdAt ?? null,
    updatedAt: updatedAt ?? null,
    body: JSON.stringify(node),
  };
}
