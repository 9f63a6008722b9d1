import { insertWorkspace } from "#app/db/access.ts";
import { eventsAfter } from "#app/db/events.ts";
import { type FeedKind, readFeed } from "#app/db/feeds.ts";
import { findOrders, type StoredOrder } from "#app/db/orders.ts";
import { listQuarantine } from "#app/db/quarantine.ts";
import { claim, type Job, nextDue, waiting } from "#app/db/queue.ts";
import type { Database } from "#app/db/scope.ts";
import { createSealer } from "#app/db/seal.ts";
import { readShop, type ShopRow } from "#app/db/shops.ts";
import { type Caller, mintCaller, rights } from "#app/domain/caller.ts";
import { type ShopId, toExternalId } from "#app/domain/ids.ts";
import { type Instant, minutes, plus } from "#app/domain/instant.ts";
import type { TekEvent } from "#app/domain/orders/event.ts";
import { type Schedule, usualSchedule } from "#app/domain/sync/schedule.ts";
import type { Engine } from "#app/engine.ts";
import { connectShop } from "#app/linking/connect-shop.ts";
import { bellSecretsOf } from "#app/linking/shop-secrets.ts";
import { createIds } from "#app/ports/ids.ts";
import { takeTurn } from "#app/workers/take-turn.ts";
import { createPacer, type Pacer } from "#connectors/pacer.ts";
import type { Platform } from "#connectors/registry.ts";
import { workspaceId } from "../engines/one-shop.ts";
import { createToyPlatform } from "./toy-platform.ts";
import { createToyShop, type ToyShop, type ToyShopOptions } from "./toy-shop.ts";
import { createRecordingLog, createWorldClock, networkOf, seededChance } from "./world.ts";

export type Bench = Awaited<ReturnType<typeof createBench>>;

export interface BenchOptions {
  readonly platforms?: readonly Platform[];
  readonly schedule?: Partial<Schedule>;
  readonly seed?: number;
}

const workspace = workspaceId(1);

/** The engine with toy shops, a clock that stands still, and no worker but the one that a test plays. */
export async function createBench(db: Database, options: BenchOptions = {}) {
  const { platforms = [createToyPlatform()], schedule = {}, seed = 1 } = options;
  const { clock, timers } = createWorldClock();
  const shops = new Map<string, { answer(request: Request): Promise<Response> }>();
  const log = createRecordingLog();
  const chance = seededChance(seed);
  const pacers = new Map<string, Pacer>();
  const engine: Engine = {
    ...{ clock, timers, chance, log, db, network: networkOf(shops) },
    ids: createIds(clock, chance),
    registry: new Map(platforms.map((platform) => [platform.connector.platform, platform])),
    sealer: createSealer(Buffer.alloc(32, 7), chance),
    schedule: { ...usualSchedule, ...schedule },
    publicUrl: "https://tek.example",
    pacerOf(shop, { connector }) {
      const pacer = pacers.get(shop) ?? createPacer(connector.budgets, clock);
      pacers.set(shop, pacer);
      return pacer;
    },
  };
  const owner: Caller = mintCaller(workspace, { kind: "command-line" }, rights);
  await db.transactGlobal("workspaces", (writing) =>
    insertWorkspace(writing, { id: workspace, name: "W", timezone: "Europe/Istanbul", createdAt: clock.now() }),
  );

  function openShop(host: string, told: Partial<ToyShopOptions> = {}): ToyShop {
    const shop = createToyShop({ clock, host, ...told });
    shops.set(host, shop);
    return shop;
  }

  async function connect(shop: ToyShop, platform = platforms[0]?.connector.platform ?? "toy"): Promise<ShopId> {
    const expires = engine.registry.get(platform)?.connector.tokens ? { expiresAt: clock.now() + minutes(60) } : {};
    const outcome = await connectShop(engine, owner, platform, {
      host: shop.host,
      token: shop.state.token,
      ...expires,
    });
    if (outcome.kind !== "connected") throw new Error(`Not connected: ${outcome.code}`);
    return outcome.shop;
  }

  const claimTurns = (limit = 1): Promise<readonly Job[]> =>
    db.transactGlobal("due-work", (w) => claim(w, { queue: "turn", now: clock.now(), lease: minutes(2), limit }));

  /** Plays one worker for so long; answers whose turns it took, in order. Fails when it does not come to rest. */
  async function run(ms: number, most = 2000): Promise<ShopId[]> {
    const end = clock.now() + ms;
    const taken: ShopId[] = [];
    for (;;) {
      const [job] = await claimTurns();
      if (job) {
        taken.push(job.shop);
        if (taken.length > most) throw new Error(`More than ${most} turns in ${ms} ms: it spins`);
        await takeTurn(engine, job, new AbortController().signal).catch((error: unknown) =>
          log.error("turn.lost", error, { shop: job.shop }),
        );
        continue;
      }
      const next = await db.readGlobal("due-work", (reading) => nextDue(reading, "turn"));
      if (next === null || next > end) break;
      clock.advance(Math.max(0, next - clock.now()));
    }
    if (clock.now() < end) clock.advance(end - clock.now());
    return taken;
  }

  async function find(id: ShopId): Promise<ShopRow> {
    const row = await db.read(workspace, (reading) => readShop(reading, id));
    if (!row) throw new Error("No such shop");
    return row;
  }

  return {
    ...{ engine, db, clock, log, owner, workspace, shops, openShop, connect, claimTurns, run },
    shop: find,
    feed: (id: ShopId, kind: FeedKind) => db.read(workspace, (reading) => readFeed(reading, id, kind)),
    async order(id: ShopId, external: string): Promise<StoredOrder | null> {
      const held = await db.read(workspace, (reading) => findOrders(reading, id, [toExternalId(external)]));
      return held.get(toExternalId(external)) ?? null;
    },
    quarantine: (id: ShopId) => db.read(workspace, (reading) => listQuarantine(reading, id, 100)),
    /** The doorbell secret that the shop was told, or the app's. */
    async bellSecret(id: ShopId): Promise<string> {
      const row = await find(id);
      const platform = engine.registry.get(row.platform);
      const [secret] = platform ? bellSecretsOf(engine.sealer, platform, row) : [];
      if (!secret) throw new Error("No secret");
      return secret;
    },
    marks: (id: ShopId, queue = "look") =>
      db.read(workspace, (reading) => waiting(reading, { queue, shop: id, now: toFar(clock.now()), limit: 20_000 })),
    /** What happened since, without how the shop joined and how far its import is, oldest first. */
    async events(after = 0): Promise<readonly TekEvent[]> {
      const all = await db.read(workspace, (reading) => eventsAfter(reading, after, 100_000));
      return all.filter(({ code }) => !/^shop\.(connected|import)/.test(code));
    },
  };
}

const toFar = (now: Instant): Instant => plus(now, minutes(60 * 24 * 30));
