import { listWorkspaces } from "#app/db/access.ts";
import { feedKinds, readFeed } from "#app/db/feeds.ts";
import { listQuarantine } from "#app/db/quarantine.ts";
import { nextDueOf } from "#app/db/queue.ts";
import type { Database, Reading } from "#app/db/scope.ts";
import { listShops, type ShopRow } from "#app/db/shops.ts";
import { hours, type Instant, minutes } from "#app/domain/instant.ts";
import { allFaults, noFaults } from "#connectors/contract/sandbox/faults.ts";
import type { Town } from "./town.ts";

/** How bad it is: acts in each shop, the share of requests and bells that each fault strikes, and how often everything is killed. */
export interface BadDay {
  readonly actions: number;
  readonly faults: number;
  readonly kills: number;
}

/** So many acts happen in each shop before Tek is waited for: it reads while the shops live. */
const actsAtOnce = 5;

/** Acts at random in all shops while everything goes wrong, then faults off and the clock past two sweeps. */
export async function sufferBadDay(town: Town, db: Database, day: BadDay): Promise<void> {
  const shops = [town.shopify, ...town.woo];
  // What hangs or comes late does so in the machine's time, which nobody can move.
  const faults = {
    ...allFaults(day.faults),
    webhookDropped: 0.3,
    webhookDoubled: 0.3,
    hangMs: 50,
    webhookLateMs: 2000,
  };
  for (const shop of shops) shop.setFaults(faults);
  let killed = 0;
  for (let done = 0; done < day.actions; done += actsAtOnce) {
    for (const shop of shops) for (let i = 0; i < actsAtOnce; i++) random(shop);
    await town.advance(3000);
    if (killed < day.kills && done >= ((killed + 1) * day.actions) / (day.kills + 1)) {
      killed += 1;
      await town.kill();
      for (const shop of shops) random(shop);
      await town.start();
    } else await town.heard();
  }
  for (const shop of shops) shop.setFaults(noFaults);
  // Past a poll; twice past the nightly sweep, and past the second look at what is not shown any more.
  for (const quiet of [minutes(11), hours(25), minutes(11), hours(25), minutes(11), minutes(3)]) {
    await town.advance(quiet);
    await settled(db, town.now);
  }
  // The bells that nobody answered have come again meanwhile.
  await Promise.all(shops.map((shop) => shop.idle()));
  await town.advance(minutes(3));
  await settled(db, town.now);
}

/** One random legal act; a shop may refuse what chance thought of. */
function random(shop: { act(input: { action: "random" }): unknown }): void {
  try {
    shop.act({ action: "random" });
  } catch (error) {
    if (!(error instanceof Error) || !/refused/i.test(error.name)) throw error;
  }
}

/** Reads the town's one workspace. */
export async function ofWorkspace<T>(db: Database, read: (reading: Reading) => Promise<T>): Promise<T> {
  const [workspace] = await db.readGlobal("workspaces", listWorkspaces);
  if (!workspace) throw new Error("The town has no workspace");
  return await db.read(workspace.id, read);
}

/** What stands aside in any shop, as sentences. */
export async function setAside(db: Database): Promise<readonly string[]> {
  return await ofWorkspace(db, async (reading) => {
    const found: string[] = [];
    for (const shop of await listShops(reading))
      for (const one of await listQuarantine(reading, shop.id, 100))
        found.push(`${shop.name} ${one.externalId}: set aside, ${one.code} ${JSON.stringify(one.params)}`);
    return found;
  });
}

/** Until every shop was pulled and swept after the clock moved, and nothing waits that is due. */
async function settled(db: Database, now: () => Instant): Promise<void> {
  const after = now();
  const atRest = () =>
    ofWorkspace(db, async (reading) => {
      for (const shop of await listShops(reading)) if (!(await rests(reading, shop, after, now()))) return false;
      return true;
    });
  while (!(await atRest())) await new Promise((later) => setTimeout(later, 100));
}

async function rests(reading: Reading, shop: ShopRow, after: Instant, now: Instant): Promise<boolean> {
  // No fault of this day is one that only a person mends.
  if (shop.state !== "active") throw new Error(`${shop.name} is ${shop.state}: ${shop.paused?.code}`);
  if ((shop.lastReadAt ?? 0) < after) return false;
  for (const kind of feedKinds) {
    const feed = await readFeed(reading, shop.id, kind);
    if (feed.state !== "done" && feed.dueAt <= now) return false;
  }
  const due = await nextDueOf(reading, shop.id, ["look", "inbox"]);
  return due === null || due > now;
}
