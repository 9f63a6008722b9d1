import type { ShopRow } from "#app/db/shops.ts";
import { hours, type Instant } from "#app/domain/instant.ts";
import type { Engine } from "#app/engine.ts";
import { openAccount } from "#app/linking/shop-secrets.ts";
import type { Network } from "#app/ports/ports.ts";
import { Fault } from "#connectors/contract/fault.ts";
import { createIo } from "#connectors/http.ts";
import { type Finding, type FindingCode, found } from "./finding.ts";

/** What was found at one shop. */
export interface Visit {
  readonly shop: ShopRow;
  readonly findings: readonly Finding[];
  /** Whether the key opens the shop's credentials; null where nobody needs them any more. */
  readonly opened: boolean | null;
  /** How far the shop's clock is ahead of ours, in milliseconds; null where it did not say. */
  readonly skew: number | null;
}

/** A shop that has not answered by then does not answer. */
const patienceMs = 20_000;
/** Doorbells that have not rung by then are worth a look: an order may simply not have come. */
const quiet = hours(24);

/** Asks a shop who it is, with its own credentials, and looks at what is known of it. Throws what is a fault of ours. */
export async function examineShop(engine: Engine, shop: ShopRow): Promise<Visit> {
  const say = (code: FindingCode, params: Finding["params"] = {}) =>
    found(code, params, { id: shop.id, name: shop.name, platform: shop.platform });
  if (shop.state === "disconnected") return { shop, findings: [say("shop.disconnected")], opened: null, skew: null };
  const platform = engine.registry.get(shop.platform);
  if (!platform) return { shop, findings: [], opened: null, skew: null };
  const { connector } = platform;
  let account: unknown;
  try {
    account = openAccount(engine.sealer, connector, shop);
  } catch {
    // Said once, of the key.
    return { shop, findings: [], opened: false, skew: null };
  }
  const heard = listening(engine);
  const io = createIo({
    ...engine,
    network: heard.network,
    pacer: engine.pacerOf(shop.id, platform),
    priority: "person",
    secrets: connector.account.secrets(account),
    signal: new AbortController().signal,
    timeoutMs: patienceMs,
    platform: connector.platform,
    shop: shop.id,
  });
  const paused = shop.paused ? [say("shop.paused", { ...shop.paused.params, cause: shop.paused.code })] : [];
  try {
    const identity = await connector.open(account, io).whoami();
    const answered =
      identity.externalId !== shop.externalId
        ? say("shop.other", { now: identity.name })
        : identity.missingScopes.length > 0
          ? say("shop.scopes", { scopes: identity.missingScopes.join(", ") })
          : say("shop.fine");
    return { shop, findings: [answered, ...paused, bells(engine, shop, say)], opened: true, skew: heard.skew() };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { code, params = {} } = error.facts;
    return {
      shop,
      findings: [say("shop.silent", { ...params, cause: code }), ...paused],
      opened: true,
      skew: heard.skew(),
    };
  }
}

/** A network that remembers what time the other side said it was. */
function listening({ network, clock }: Engine): { readonly network: Network; skew(): number | null } {
  let skew: number | null = null;
  return {
    skew: () => skew,
    network: {
      async fetch(request) {
        const answer = await network.fetch(request);
        const said = Date.parse(answer.headers.get("date") ?? "");
        if (!Number.isNaN(said)) skew = said - clock.now();
        return answer;
      },
    },
  };
}

function bells(
  { clock }: Engine,
  { bellState, lastRungAt, bellsRevivedAt }: ShopRow,
  say: (code: FindingCode, params?: Finding["params"]) => Finding,
): Finding {
  const rung = lastRungAt === null ? "" : iso(lastRungAt);
  if (bellState === "failing")
    return say("bells.failing", { rung, revived: bellsRevivedAt === null ? "" : iso(bellsRevivedAt) });
  if (bellState === "none" || lastRungAt === null || clock.now() - lastRungAt > quiet)
    return say("bells.waiting", { rung });
  return say("bells.fine", { rung });
}

const iso = (at: Instant) => new Date(at).toISOString().slice(0, 16).replace("T", " ");
