import type { Config } from "#app/config.server.ts";
import { oldestDue } from "#app/db/queue-age.ts";
import { readShopHealth } from "#app/db/shop-health.ts";
import { listShops, type ShopRow } from "#app/db/shops.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import { minutes } from "#app/domain/instant.ts";
import type { Engine } from "#app/engine.ts";
import { examineDatabase } from "./examine-database.ts";
import { examineShop, type Visit } from "./examine-shop.ts";
import { type Finding, found, type Workers } from "./finding.ts";

/** A turn or a look that has been due for longer than this is late. */
const late = minutes(15);
/** The shop's clock and ours may differ by so much: session tokens and signatures are refused beyond a minute or two. */
const mostSkew = minutes(1);

/**
 * Looks at everything that Tek rests on, asks each shop that it may who it is, and says what it found. Changes nothing. `callers`: one
 * for each workspace. Throws `NotAllowed`.
 */
export async function examine(
  engine: Engine,
  config: Config,
  callers: readonly Caller[],
  workers: Workers,
): Promise<readonly Finding[]> {
  for (const caller of callers) mustHave(caller, "shops.manage");
  const findings = [...(await examineDatabase(engine.db, config))];
  const visits: Visit[] = [];
  for (const caller of callers) {
    const shops = await engine.db.read(caller.workspace, (reading) => listShops(reading));
    visits.push(...(await Promise.all(shops.map((shop) => examineShop(engine, shop)))));
    findings.push(...(await examineWork(engine, caller, shops)));
  }
  const shops = visits.map(({ shop }) => shop);
  return [
    ...examineConfig(engine, config, shops),
    ...findings.filter(({ code }) => code.startsWith("database.")),
    examineKey(visits),
    examineClock(visits),
    ...examineWorkers(workers),
    ...atLeast(findings, "queue.", "queue.fine"),
    ...atLeast(findings, "quarantine.", "quarantine.fine"),
    ...findings.filter(({ code }) => code === "workers.late" && workers !== "not-running"),
    ...(visits.length === 0 ? [found("shops.none")] : visits.flatMap((visit) => visit.findings)),
    ...findings.filter(({ code }) => code.startsWith("compared.")),
  ];
}

const atLeast = (findings: readonly Finding[], family: string, fine: "queue.fine" | "quarantine.fine") => {
  const some = findings.filter(({ code }) => code.startsWith(family));
  return some.length > 0 ? some : [found(fine)];
};

function examineConfig({ registry, publicUrl }: Engine, { shopify }: Config, shops: readonly ShopRow[]): Finding[] {
  const wrong: Finding[] = [];
  if (shops.some(({ platform, state }) => state !== "disconnected" && !registry.has(platform)))
    wrong.push(found("config.shopify-missing"));
  const address = new URL(publicUrl);
  const local = isLoopback(address.hostname);
  // A stand-in for Shopify rings on this machine.
  const far = shops.filter(
    ({ state, platform, adminUrl }) =>
      state !== "disconnected" &&
      !(platform === "shopify" && shopify?.standIn) &&
      !isLoopback(new URL(adminUrl).hostname),
  );
  if (local && far.length > 0)
    wrong.push(found("config.public-url-local", { url: publicUrl, shops: far.map(({ name }) => name).join(", ") }));
  else if (local) wrong.push(found("config.public-url-plain", { url: publicUrl }));
  return wrong.some(({ code }) => code !== "config.public-url-plain")
    ? wrong
    : [found("config.fine", { url: publicUrl }), ...wrong];
}

const isLoopback = (hostname: string) => /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(hostname);

function examineKey(visits: readonly Visit[]): Finding {
  const sealed = visits.filter(({ opened }) => opened !== null);
  const closed = sealed.filter(({ opened }) => opened === false);
  if (closed.length === 0) return found("key.fine", { shops: sealed.length });
  return found("key.other", { shops: closed.map(({ shop }) => shop.name).join(", ") });
}

/** One shop may have a wrong clock; when all differ alike, it is ours. */
function examineClock(visits: readonly Visit[]): Finding {
  const skews = visits.flatMap(({ skew, shop }) => (skew === null ? [] : [{ skew, name: shop.name }]));
  if (skews.length === 0) return found("clock.unknown");
  const wrong = skews.filter(({ skew }) => Math.abs(skew) > mostSkew);
  const [first] = wrong;
  if (!first) return found("clock.fine");
  return found("clock.skewed", {
    whose:
      wrong.length === skews.length && skews.length > 1 ? "ours" : wrong.length === skews.length ? "unsure" : "theirs",
    shops: wrong.map(({ name }) => name).join(", "),
    seconds: Math.round(Math.abs(first.skew) / 1000),
    way: first.skew > 0 ? "behind" : "ahead",
  });
}

function examineWorkers(workers: Workers): Finding[] {
  if (workers === "stopped") return [found("workers.stopped")];
  if (workers === "not-running") return [found("workers.not-running")];
  return [found("workers.fine", { where: workers })];
}

/** What waits too long, what was set aside and what the last sweep found, each shop by itself. */
async function examineWork(engine: Engine, caller: Caller, shops: readonly ShopRow[]): Promise<Finding[]> {
  const now = engine.clock.now();
  const { health, due } = await engine.db.read(caller.workspace, async (reading) => ({
    health: await readShopHealth(reading),
    due: await oldestDue(reading),
  }));
  return shops.flatMap((shop) => {
    const about = { id: shop.id, name: shop.name, platform: shop.platform };
    const findings: Finding[] = [];
    const aside = health.quarantined.get(shop.id) ?? 0;
    if (aside > 0) findings.push(found("quarantine.some", { count: aside }, about));
    if (shop.state !== "active") return findings;
    const compared = health.compared.get(shop.id);
    if (compared && compared.finishedAt !== null) {
      const { alike, of, finishedAt } = compared;
      const at = new Date(finishedAt).toISOString().slice(0, 16).replace("T", " ");
      findings.push(found(alike === of ? "compared.alike" : "compared.differed", { alike, of, at }, about));
    }
    const turn = due.turn.get(shop.id);
    if (turn !== undefined && now - turn > late)
      findings.push(found("workers.late", { minutes: Math.floor((now - turn) / minutes(1)) }, about));
    const look = due.look.get(shop.id);
    if (look !== undefined && now - look > late)
      findings.push(
        found(
          "queue.stuck",
          { count: health.waiting.get(shop.id) ?? 0, minutes: Math.floor((now - look) / minutes(1)) },
          about,
        ),
      );
    return findings;
  });
}
