import { z } from "zod";

/** An order of the bazaar, as its protocol sends it. */
export const orderShape = z.object({
  id: z.string(),
  placedAt: z.number(),
  updatedAt: z.number(),
  status: z.enum(["new", "packed", "cancelled"]),
  paid: z.boolean(),
  note: z.string(),
  lines: z.array(z.object({ id: z.string(), good: z.string(), quantity: z.int(), price: z.int() })),
  refunds: z.array(z.object({ id: z.string(), amount: z.int() })),
});
export type StallOrder = z.infer<typeof orderShape>;

export const goodShape = z.object({ id: z.string(), name: z.string(), price: z.int(), count: z.int() });
export type StallGood = z.infer<typeof goodShape>;

const task = z.object({ item: z.string(), from: z.int().nullable(), to: z.int() });
type Task = z.infer<typeof task>;
type Result = "taken" | "stale" | "refused";

/** How long a ticket is worked on, in milliseconds. */
const workedOn = 60_000;
/** How long the bazaar remembers one. */
export const remembered = 4 * 3_600_000;

/**
 * A shop of the bazaar: it rings nobody but keeps a queue, lists orders with refunds by their ids alone, says nothing of refunds, notes
 * and deletions in its feed, and answers a stock push with a ticket.
 */
export function openStall({ now, key = "key-of-the-stall" }: { now(): number; readonly key?: string }) {
  const orders = new Map<string, StallOrder>();
  const goods = new Map<string, StallGood>(
    ["Kilim", "Vazo", "Fincan"].map((name, i) => {
      const id = `g${i + 1}`;
      return [id, { id, name, price: 1000 * (i + 1), count: 10 }];
    }),
  );
  const queue: { readonly number: number; readonly order: string; readonly gone: boolean }[] = [];
  const tickets = new Map<string, { readonly at: number; readonly tasks: readonly Task[]; results: Result[] | null }>();
  let made = 0;

  const tell = (order: string, gone = false) => void queue.push({ number: queue.length + 1, order, gone });

  function place(): string {
    const id = String(700 + ++made);
    const lines = [...goods.values()]
      .slice(0, 2)
      .map((good, i) => ({ id: `${id}-${i}`, good: good.id, quantity: i + 1, price: good.price }));
    orders.set(id, { id, placedAt: now(), updatedAt: now(), status: "new", paid: false, note: "", lines, refunds: [] });
    tell(id);
    return id;
  }

  /** `silently`: neither the date moves nor does the queue hear of it. */
  function change(id: string, part: (order: StallOrder) => Partial<StallOrder>, silently = false): void {
    const order = orders.get(id);
    if (!order) throw new Error(`The stall has no order ${id}`);
    orders.set(id, { ...order, ...(silently ? {} : { updatedAt: now() }), ...part(order) });
    if (!silently) tell(id);
  }

  function settle(ticket: {
    readonly at: number;
    readonly tasks: readonly Task[];
    results: Result[] | null;
  }): Result[] {
    ticket.results ??= ticket.tasks.map(({ item, from, to }) => {
      const good = goods.get(item);
      if (!good) return "refused";
      if (from !== null && from !== good.count) return "stale";
      goods.set(item, { ...good, count: to });
      return "taken";
    });
    return ticket.results;
  }

  function remove(id: string, how: "silently" | "told" = "silently"): void {
    orders.delete(id);
    if (how === "told") tell(id, true);
  }

  const requests: string[] = [];
  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    requests.push(pathname);
    if (request.headers.get("x-key") !== key) return Response.json({}, { status: 401 });
    const [, room, id = ""] = pathname.split("/");
    const size = Number(searchParams.get("size") ?? 10);
    const after = searchParams.get("after") ?? "";
    const page = <T>(all: readonly T[], mark: (one: T) => string) => {
      const rest = all.filter((one) => mark(one) > after).toSorted((a, b) => (mark(a) < mark(b) ? -1 : 1));
      return Response.json({ items: rest.slice(0, size), more: rest.length > size });
    };
    if (room === "stall") return Response.json({ name: "Çarşı", orders: orders.size });
    if (room === "order") return orders.has(id) ? Response.json(orders.get(id)) : Response.json({}, { status: 404 });
    if (room === "goods") return page([...goods.values()], (good) => good.id);
    if (room === "orders") return page([...orders.values()], (order) => order.id);
    if (room === "changes")
      return page([...orders.values()], (o) => `${String(o.updatedAt).padStart(15, "0")} ${o.id}`);
    if (room === "queue") return page(queue, ({ number }) => String(number).padStart(9, "0"));
    if (room === "counts") {
      const ticket = `t${tickets.size + 1}`;
      tickets.set(ticket, { at: now(), tasks: z.array(task).parse(await request.json()), results: null });
      return Response.json({ ticket });
    }
    const known = tickets.get(id);
    if (room !== "ticket" || !known || now() - known.at > remembered) return Response.json({}, { status: 404 });
    return Response.json({ results: now() - known.at < workedOn ? null : settle(known) });
  }

  return { key, orders, goods, place, change, answer, remove, requests };
}
