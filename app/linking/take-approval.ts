import { appendEvents } from "#app/db/events.ts";
import { findLinkRequest, type LinkRequest, settleLinkRequest } from "#app/db/link-requests.ts";
import type { Caller } from "#app/domain/caller.ts";
import { change } from "#app/domain/orders/event.ts";
import { approvalCaller } from "#app/doors/approval.ts";
import { tokenHash } from "#app/doors/token-hash.ts";
import type { Engine } from "#app/engine.ts";
import { causeOf } from "#app/flows/cause.ts";
import type { ApprovalReturn, ConnectOutcome } from "#app/load-context.ts";
import { Fault } from "#connectors/contract/fault.ts";
import { AccountError } from "#connectors/contract/port.ts";
import type { Platform } from "#connectors/registry.ts";
import { connectWith } from "./connect-shop.ts";

/**
 * Takes the key that a shop posts after its owner approved us. 200 only when the shop is linked with it, since the shop forgets a key
 * that was not taken: 404 for a token that is none, 410 for one whose time is over, 422 for a key that does not serve. The key is
 * tried before it is stored. The same link opened again posts another key, and the newer one takes the older one's place.
 */
export async function takeApproval(
  engine: Engine,
  platformName: string,
  token: string,
  body: string,
): Promise<{ readonly status: 200 | 404 | 410 | 422 }> {
  const found = await find(engine, platformName, token);
  if (!found) return { status: 404 };
  const { platform, request, caller } = found;
  if (request.expiresAt <= engine.clock.now()) return { status: 410 };
  const outcome = await link(engine, caller, platform, { request, token, body });
  if (outcome.kind === "refused") engine.log.warn("approval.refused", { platform: platformName, code: outcome.code });
  await settle(engine, caller, request, outcome);
  return { status: outcome.kind === "connected" ? 200 : 422 };
}

/**
 * What became of a request, for the page to which the shop sends the browser back; null for a token that is none. Whoever holds the
 * token may see it: nobody need be signed in in the tab in which the shop's page was opened.
 */
export async function approvalReturn(
  engine: Engine,
  platformName: string,
  query: URLSearchParams,
): Promise<ApprovalReturn | null> {
  const answered = engine.registry.get(platformName)?.approval?.answered(query);
  const found = answered && (await find(engine, platformName, answered.token));
  if (!answered || !found) return null;
  const { request, caller } = found;
  const { address, state } = request;
  if (state === "linked") return { state, address, code: null, params: {} };
  if (request.expiresAt <= engine.clock.now())
    return { state: "failed", address, code: "woocommerce.approval-expired", params: {} };
  if (!answered.approved) {
    const denied = { kind: "refused", field: null, code: "woocommerce.approval-denied", params: {} } as const;
    if (state === "waiting") await settle(engine, caller, request, denied, "denied");
    return { state: "denied", address, code: denied.code, params: {} };
  }
  return { state, address, code: request.code, params: request.params ?? {} };
}

async function find(engine: Engine, platformName: string, token: string) {
  const platform = engine.registry.get(platformName);
  if (!platform?.approval) return null;
  const request = await engine.db.readGlobal("link-requests", (reading) => findLinkRequest(reading, tokenHash(token)));
  if (request?.platform !== platformName) return null;
  const caller = await approvalCaller(engine.db, request.workspace, request.person);
  return caller && { platform, request, caller };
}

async function link(
  engine: Engine,
  caller: Caller,
  platform: Platform,
  { request, token, body }: { readonly request: LinkRequest; readonly token: string; readonly body: string },
): Promise<ConnectOutcome> {
  const refused = (code: string, params: Readonly<Record<string, string | number>> = {}) =>
    ({ kind: "refused", field: null, code, params }) as const;
  try {
    const account = platform.approval?.account(request.address, token, body);
    return await connectWith(engine, caller, platform, account);
  } catch (error) {
    if (error instanceof AccountError) return refused(error.code, error.params);
    if (error instanceof Fault) return refused(error.facts.code, error.facts.params);
    throw error;
  }
}

async function settle(
  engine: Engine,
  caller: Caller,
  { tokenHash: hash, address, state }: LinkRequest,
  outcome: ConnectOutcome,
  refusal: "failed" | "denied" = "failed",
): Promise<void> {
  await engine.db.transact(caller.workspace, async (writing) => {
    if (outcome.kind === "connected") {
      await settleLinkRequest(writing, hash, { state: "linked", code: null, params: null, shop: outcome.shop });
      return;
    }
    const { code, params } = outcome;
    // A shop that is linked stays linked with the key that it has.
    if (state !== "linked") await settleLinkRequest(writing, hash, { state: refusal, code, params, shop: null });
    const at = engine.clock.now();
    await appendEvents(writing, { shop: null, order: null, cause: causeOf(caller), at }, [
      change("shop.not-linked", { address, code }, null, null),
    ]);
  });
}
