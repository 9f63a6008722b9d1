import { z } from "zod";
import type { Note } from "./entities.ts";
import { mail } from "./mails.ts";
import { readBody } from "./order-input.ts";
import { needOrder } from "./orders.ts";
import { RestError } from "./reply.ts";
import type { Route } from "./router.ts";
import { addNote, dates, type Shop } from "./shop.ts";

const noteSchema = z.looseObject({ note: z.string(), customer_note: z.boolean().optional() });

/** The notes of an order: what the shop wrote to itself, or to the customer. */
export const noteRoutes: readonly Route[] = [
  {
    path: "/wc/v3/orders/:id/notes",
    on: {
      read: (shop, { ids, params }) => {
        needOrder(shop, ids[0]);
        const type = params.oneOf("type", ["any", "customer", "internal"], "any");
        const mine = [...shop.state.notes.values()].filter(
          (note) => note.orderId === ids[0] && (type === "any" || note.forCustomer === (type === "customer")),
        );
        return {
          status: 200,
          body: mine.sort((a, b) => b.createdAt - a.createdAt || a.id - b.id).map((n) => noteJson(shop, n)),
        };
      },
      write: (shop, { ids, body }) => {
        const order = needOrder(shop, ids[0]);
        const sent = readBody(noteSchema, body);
        const note = needNote(shop, order.id, addNote(shop, order, sent.note, sent.customer_note));
        if (sent.customer_note) mail(shop, order, "customer_note");
        const location = `${shop.origin}/wp-json/wc/v3/orders/${order.id}/notes/${note.id}`;
        return { status: 201, body: noteJson(shop, note), headers: { Location: location } };
      },
    },
  },
  {
    path: "/wc/v3/orders/:id/notes/:id",
    on: {
      read: (shop, { ids }) => ({ status: 200, body: noteJson(shop, needNote(shop, ids[0], ids[1])) }),
      remove: (shop, { ids }) => {
        const body = noteJson(shop, needNote(shop, ids[0], ids[1]));
        shop.state.drop("note", ids[1]);
        return { status: 200, body };
      },
    },
  },
];

function noteJson(shop: Shop, note: Note): Record<string, unknown> {
  const order = `${shop.origin}/wp-json/wc/v3/orders/${note.orderId}`;
  return {
    id: note.id,
    author: note.author,
    ...dates(shop, "date_created", note.createdAt),
    note: note.note,
    customer_note: note.forCustomer,
    _links: {
      self: [{ href: `${order}/notes/${note.id}`, targetHints: { allow: ["GET", "DELETE"] } }],
      collection: [{ href: `${order}/notes` }],
      up: [{ href: order }],
    },
  };
}

function needNote(shop: Shop, orderId: number, id: number): Note {
  needOrder(shop, orderId);
  const note = shop.state.notes.get(id);
  if (note?.orderId === orderId) return note;
  throw new RestError(404, "woocommerce_rest_invalid_id", "Invalid resource ID.");
}
