import { readShop, type ShopRow, updateAccount } from "#app/db/shops.ts";
import type { Caller } from "#app/domain/caller.ts";
import type { Instant } from "#app/domain/instant.ts";
import type { Engine } from "#app/engine.ts";
import { ShopLeft } from "#app/flows/shop-left.ts";
import { openAccount, sealAccount } from "#app/linking/shop-secrets.ts";
import type { Store } from "#connectors/contract/port.ts";
import { createIo } from "#connectors/http.ts";
import type { Priority } from "#connectors/pacer.ts";
import type { Platform } from "#connectors/registry.ts";

/** One shop's turn: while it lasts, no other worker touches the shop. */
export interface Turn {
  readonly engine: Engine;
  readonly caller: Caller;
  readonly shop: ShopRow;
  readonly platform: Platform;
  readonly signal: AbortSignal;
  /** The shop as its platform shows it, with the shop's own credentials, spending at a priority. */
  store(priority: Priority): Store;
  /** Exchanges the token for a fresh one, stored before it is used. False where the platform has none to exchange. */
  refreshToken(): Promise<boolean>;
  tokenDue(): Instant | null;
  /** Whether somebody gave the shop other credentials since the turn began. */
  relinked(): Promise<boolean>;
}

export function openTurn(engine: Engine, caller: Caller, shop: ShopRow, platform: Platform, signal: AbortSignal): Turn {
  const { connector } = platform;
  // Opened when it is first needed: a shop that left has none, and is heard all the same.
  let opened: { readonly account: unknown } | null = null;
  const accountNow = () => {
    opened ??= { account: openAccount(engine.sealer, connector, shop) };
    return opened.account;
  };
  let sealed = shop.account;
  const io = (priority: Priority) =>
    createIo({
      network: engine.network,
      clock: engine.clock,
      timers: engine.timers,
      log: engine.log,
      pacer: engine.pacerOf(shop.id, platform),
      priority,
      secrets: connector.account.secrets(accountNow()),
      signal,
      platform: connector.platform,
      shop: shop.id,
    });
  return {
    engine,
    caller,
    shop,
    platform,
    signal,
    store: (priority) => connector.open(accountNow(), io(priority)),
    tokenDue: () => connector.tokens?.due(accountNow()) ?? null,
    async refreshToken() {
      if (!connector.tokens) return false;
      const fresh = await connector.tokens.refresh(accountNow(), io("person"));
      const row = { account: sealAccount(engine.sealer, shop, fresh), tokenDueAt: connector.tokens.due(fresh) };
      const current = await engine.db.transact(shop.workspace, async (writing) => {
        const stored = await readShop(writing, shop.id);
        if (stored?.state === "disconnected") throw new ShopLeft();
        if (stored && !stored.account.equals(sealed)) return stored.account;
        await updateAccount(writing, shop.id, row);
        return row.account;
      });
      // What a person linked meanwhile stands, and is what we go on with.
      opened = {
        account: current === row.account ? fresh : openAccount(engine.sealer, connector, { ...shop, account: current }),
      };
      sealed = current;
      return true;
    },
    async relinked() {
      const stored = await engine.db.read(shop.workspace, (reading) => readShop(reading, shop.id));
      return stored !== null && !stored.account.equals(sealed);
    },
  };
}
