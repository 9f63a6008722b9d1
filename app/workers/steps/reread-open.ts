import { nextDueOf, put, retry, waiting } from "#app/db/queue.ts";
import { pageEdges, type StaleOrder, staleOrders, touchCompared } from "#app/db/stale-orders.ts";
import type { ExternalId } from "#app/domain/ids.ts";
import { type Instant, plus } from "#app/domain/instant.ts";
import { cheapestPages, rereadAllowance } from "#app/domain/sync/when-to-reread.ts";
import { leaveMark } from "#app/flows/leave-mark.ts";
import { Fault } from "#connectors/contract/fault.ts";
import type { Cursor, Feed, Orders } from "#connectors/contract/port.ts";
import { leadsNowhere } from "../leads-nowhere.ts";
import type { Turn } from "../turn.ts";

const atOnce = 500;
const mostPages = 5;

/** A shop's own notes are not read at all: that a feed misses them costs nothing. */
const matters = (missed: Feed["misses"][number]) => missed !== "note";

/**
 * Reads again the orders that are not final, where the platform's feed misses changes that we show: young ones often, old ones rarely,
 * and never for more than a tenth of the shop's budget. Most of them are only compared, by pages of ids and versions; what differs, and
 * what no page showed, is marked and read by its id.
 */
export async function rereadOpen(turn: Turn): Promise<Instant | null> {
  const { engine, shop } = turn;
  const orders = turn.store("poll").orders;
  if (!orders.feed.misses.some(matters)) return null;
  const now = engine.clock.now();
  const [job, due] = await engine.db.read(shop.workspace, async (reading) => [
    (await waiting(reading, { queue: "reread", shop: shop.id, now, limit: 1 }))[0],
    await nextDueOf(reading, shop.id, ["reread"]),
  ]);
  if (due !== null && !job) return due;
  const left = await readStale(turn, orders, now);
  const dueAt = plus(now, engine.schedule.reread);
  await engine.db.transact(shop.workspace, async (writing) => {
    for (const id of left)
      await leaveMark(writing, { shop: shop.id, id, dueAt: now, now, note: { through: "sweep", alone: 1 } });
    if (job) await retry(writing, job, { dueAt, failed: false });
    else await put(writing, { queue: "reread", shop: shop.id, key: "", dueAt, now, note: {} });
  });
  return left.length > 0 ? now : dueAt;
}

/** Compares what is cheaper compared by pages; answers the orders that are to be read by id, as many as the allowance has room for. */
async function readStale(turn: Turn, orders: Orders, now: Instant): Promise<readonly ExternalId[]> {
  const { engine, shop, platform } = turn;
  const { stale, edges } = await engine.db.read(shop.workspace, async (reading) => {
    const marked = new Set(
      (await waiting(reading, { queue: "look", shop: shop.id, now, limit: atOnce })).map((m) => m.key),
    );
    const found = await staleOrders(reading, shop.id, { now, limit: atOnce });
    const waitingFor = found.filter(({ id }) => !marked.has(id));
    const { pageSize } = orders.cost.heads;
    const ahead = waitingFor.length > 0 ? await pageEdges(reading, shop.id, { pageSize, pages: mostPages }) : [];
    return { stale: waitingFor, edges: ahead };
  });
  if (stale.length === 0) return [];
  const { one, heads } = orders.cost;
  const pages = cheapestPages(
    stale.map(({ placedAt }) => placedAt),
    edges,
    orders.cost,
  );
  const { read, left } = await compare(turn, orders, stale, pages);
  const [budget] = Object.values(platform.connector.budgets);
  const allowance = budget ? rereadAllowance(budget, engine.schedule.reread) - read * heads.page : 0;
  return left.slice(0, Math.max(0, Math.floor(allowance / one)));
}

/** Reads so many pages of ids and versions. Those that it did not meet, or met otherwise than we hold them, are left. */
async function compare(turn: Turn, orders: Orders, stale: readonly StaleOrder[], pages: number) {
  const { engine, shop } = turn;
  const left = new Map(stale.map((order) => [order.id, order]));
  let [read, cursor]: [number, Cursor | null] = [0, null];
  while (read < pages) {
    const page: Awaited<ReturnType<Orders["identify"]>> | Fault = await orders.identify(cursor).catch(asLasting);
    // A short budget is left to others: what was not compared is due again at the next look. Pages that cannot be read are done without.
    if (page instanceof Fault) {
      if (page.kind === "throttled") left.clear();
      break;
    }
    read++;
    const same = page.items.filter(({ id, version }) => left.get(id)?.version === version).map(({ id }) => id);
    for (const id of same) left.delete(id);
    await engine.db.transact(shop.workspace, (writing) => touchCompared(writing, shop.id, same, engine.clock.now()));
    if (!page.more || leadsNowhere(cursor, page)) break;
    cursor = page.next;
  }
  return { read, left: [...left.keys()] };
}

function asLasting(error: unknown): Fault {
  if (error instanceof Fault && ["throttled", "unreadable", "rejected"].includes(error.kind)) return error;
  throw error;
}
