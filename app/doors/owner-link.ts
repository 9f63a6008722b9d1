import type { Database } from "#app/db/scope.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import type { WorkspaceId } from "#app/domain/ids.ts";
import { type Instant, minutes, plus } from "#app/domain/instant.ts";
import type { Ports } from "#app/ports/ports.ts";
import { personIdOf } from "./person-id.ts";
import { addMember, addOwnerLink, exchangeOwnerLink } from "./records.ts";
import { signInLasts } from "./sign-in-cookie.ts";
import { newToken, tokenHash } from "./token-hash.ts";

type Taken = Pick<Ports, "clock" | "chance">;

export interface OwnerLink {
  /** A secret: whoever opens /owner/<token> first is signed in. */
  readonly token: string;
  readonly expiresAt: Instant;
}

/** Makes a link that signs a browser in as the workspace's owner, once, within 15 minutes. Only its hash is stored. */
export async function makeOwnerLink(db: Database, { clock, chance }: Taken, caller: Caller): Promise<OwnerLink> {
  mustHave(caller, "shops.manage");
  const now = clock.now();
  const token = newToken(chance);
  const expiresAt = plus(now, minutes(15));
  await addOwnerLink(db, { tokenHash: tokenHash(token), workspace: caller.workspace, expiresAt }, now);
  return { token, expiresAt };
}

/** Uses a link up for a sign-in, whose token goes into the cookie. Null: it was used, is too old, or never was one. */
export async function takeOwnerLink(
  db: Database,
  { clock, chance }: Taken,
  linkToken: string,
  /** The browser's language: the owner's own until they choose another. */
  locale: "en" | "tr" = "en",
): Promise<{ readonly token: string } | null> {
  const now = clock.now();
  const token = newToken(chance);
  const signIn = { tokenHash: tokenHash(token), createdAt: now, expiresAt: plus(now, signInLasts) };
  const ownerOf = (workspace: WorkspaceId) => personIdOf(workspace, "owner");
  const workspace = await exchangeOwnerLink(db, tokenHash(linkToken), signIn, ownerOf);
  if (!workspace) return null;
  // A sign-in counts for members only: were this cut off, the browser stays a stranger and takes a new link.
  const owner = { name: "Owner", locale, role: "owner", externalPerson: null } as const;
  await addMember(db, { ...owner, workspace, person: ownerOf(workspace) }, now);
  return { token };
}
