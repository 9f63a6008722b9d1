import { insertLinkRequest } from "#app/db/link-requests.ts";
import { type Caller, mustHave, NotAllowed } from "#app/domain/caller.ts";
import { hours, plus } from "#app/domain/instant.ts";
import { newToken, tokenHash } from "#app/doors/token-hash.ts";
import type { Engine } from "#app/engine.ts";
import type { ApprovalOutcome } from "#app/load-context.ts";
import { Fault } from "#connectors/contract/fault.ts";
import { AccountError } from "#connectors/contract/port.ts";
import { joiningIo } from "./connect-shop.ts";

/** So long a person may take on the shop's page. */
const lasts = hours(1);

/**
 * Prepares that a person approves Tek on the shop's own page: the address is checked and asked, without a key, whether it is such a
 * shop, and a request is stored whose token the shop will give back. `callbackUrl`: the origin at which shops reach us.
 */
export async function beginApproval(
  engine: Engine,
  caller: Caller,
  platformName: string,
  input: unknown,
  callbackUrl: string,
): Promise<ApprovalOutcome> {
  mustHave(caller, "shops.manage");
  if (caller.actor.kind !== "person") throw new NotAllowed("shops.manage");
  const platform = engine.registry.get(platformName);
  if (!platform?.approval) return refused(null, "platform.not-configured", { platform: platformName });
  if (!callbackUrl.startsWith("https:")) return refused(null, "woocommerce.approval-needs-https", {});
  try {
    const { address, page } = await platform.approval.prepare(input, joiningIo(engine, platform, []));
    const now = engine.clock.now();
    const token = newToken(engine.chance);
    const request = { tokenHash: tokenHash(token), person: caller.actor.id, platform: platformName, address };
    await engine.db.transact(caller.workspace, (writing) =>
      insertLinkRequest(writing, { ...request, createdAt: now, expiresAt: plus(now, lasts) }),
    );
    const returnUrl = `${engine.publicUrl}/link/${platformName}/return`;
    const callback = `${callbackUrl}/link/${platformName}/callback/${token}`;
    return { kind: "approve", address, page: page({ token, returnUrl, callbackUrl: callback }) };
  } catch (error) {
    if (error instanceof AccountError) return refused(error.field, error.code, error.params);
    if (error instanceof Fault) return refused(null, error.facts.code, error.facts.params ?? {});
    throw error;
  }
}

function refused(
  field: string | null,
  code: string,
  params: Readonly<Record<string, string | number>>,
): ApprovalOutcome {
  return { kind: "refused", field, code, params };
}
