import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { Engine } from "#app/engine.ts";
import type { ConnectOutcome } from "#app/load-context.ts";
import { Fault } from "#connectors/contract/fault.ts";
import { AccountError, type Io } from "#connectors/contract/port.ts";
import { createIo } from "#connectors/http.ts";
import { createPacer } from "#connectors/pacer.ts";
import type { Platform } from "#connectors/registry.ts";
import { joinShop } from "./join-shop.ts";

/**
 * Links a shop by what a person typed: the fields are checked, the shop is asked who it is with them, and only then it joins. A
 * refusal names the field or the fault; nothing is stored.
 */
export async function connectShop(
  engine: Engine,
  caller: Caller,
  platformName: string,
  input: unknown,
): Promise<ConnectOutcome> {
  mustHave(caller, "shops.manage");
  const platform = engine.registry.get(platformName);
  if (!platform) return refused(null, "platform.not-configured", { platform: platformName });
  try {
    return await connectWith(engine, caller, platform, platform.connector.account.parse(input));
  } catch (error) {
    if (error instanceof AccountError) return refused(error.field, error.code, error.params);
    if (error instanceof Fault) return refused(null, error.facts.code, error.facts.params ?? {});
    throw error;
  }
}

/** As `connectShop`, with an account that is already parsed. Throws `Fault` when the shop does not answer as one. */
export async function connectWith(
  engine: Engine,
  caller: Caller,
  platform: Platform,
  account: unknown,
  founding = false,
): Promise<ConnectOutcome> {
  const { connector } = platform;
  const io = joiningIo(engine, platform, connector.account.secrets(account));
  const identity = await connector.open(account, io).whoami();
  // Keys cannot be widened later: better said now than when something is to be written.
  if (!platform.embedding && identity.missingScopes.length > 0)
    return refused("key", "shop.permissions-missing", { scopes: identity.missingScopes.join(", ") });
  const joined = await joinShop(engine, caller, { platform, identity, account, founding });
  if (joined.kind === "elsewhere") return refused(null, "shop.elsewhere", { name: identity.name });
  return { kind: "connected", shop: joined.shop };
}

/** The way to a shop that has not joined yet: a person waits, and there is no budget to share. */
export function joiningIo(engine: Engine, platform: Platform, secrets: readonly string[]): Io {
  const { network, clock, timers, log } = engine;
  const pacer = createPacer(platform.connector.budgets, clock);
  const signal = new AbortController().signal;
  const told = {
    priority: "person",
    timeoutMs: 20_000,
    platform: platform.connector.platform,
    shop: "joining",
  } as const;
  return createIo({ network, clock, timers, log, pacer, secrets, signal, ...told });
}

function refused(
  field: string | null,
  code: string,
  params: Readonly<Record<string, string | number>>,
): ConnectOutcome {
  return { kind: "refused", field, code, params };
}
