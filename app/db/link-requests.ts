import { and, desc, eq, gt, lte } from "drizzle-orm";
import { toWorkspaceId, type WorkspaceId } from "#app/domain/ids.ts";
import { days, type Instant, plus, toInstant } from "#app/domain/instant.ts";
import type { Schema } from "#drizzle/schema/define-schema.ts";
import type { GlobalReading, Reading, Writing } from "./scope.ts";

/** A shop that somebody is about to link: by approving Tek on the shop's own page, or in the shop's admin. */
export interface LinkRequest {
  readonly tokenHash: string;
  readonly workspace: WorkspaceId;
  readonly person: string;
  readonly platform: string;
  readonly address: string;
  readonly state: "waiting" | "linked" | "denied" | "failed";
  /** Why it came to nothing: a code with parameters. */
  readonly code: string | null;
  readonly params: Readonly<Record<string, string | number>> | null;
  readonly shop: string | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

export type NewLinkRequest = Omit<LinkRequest, "workspace" | "state" | "code" | "params" | "shop">;
export type Settled = Pick<LinkRequest, "state" | "code" | "params" | "shop">;

/** So long after its end whoever comes with its token is still told that it ran out. */
const remembered = days(1);

/** Stores a request; those of the workspace that ended long ago are swept out on the way. */
export async function insertLinkRequest({ q, t, workspace }: Writing, request: NewLinkRequest): Promise<void> {
  const { linkRequests } = t;
  await q
    .delete(linkRequests)
    .where(
      and(eq(linkRequests.workspace, workspace), lte(linkRequests.expiresAt, plus(request.createdAt, -remembered))),
    );
  await q.insert(linkRequests).values({ ...request, workspace, state: "waiting" });
}

/** The request whose token's hash this is, in whichever workspace: the shop that answers is not signed in. */
export async function findLinkRequest(
  { q, t }: GlobalReading<"link-requests">,
  tokenHash: string,
): Promise<LinkRequest | null> {
  const [row] = await q.select().from(t.linkRequests).where(eq(t.linkRequests.tokenHash, tokenHash));
  return row ? requestOf(row) : null;
}

/** Whether a workspace, whichever, waits for a person of this shop to say whether it joins. */
export async function isAwaited(
  { q, t }: GlobalReading<"link-requests">,
  { platform, address, now }: { readonly platform: string; readonly address: string; readonly now: Instant },
): Promise<boolean> {
  const { linkRequests } = t;
  const [row] = await q
    .select({ platform: linkRequests.platform })
    .from(linkRequests)
    .where(
      and(
        eq(linkRequests.platform, platform),
        eq(linkRequests.address, address),
        eq(linkRequests.state, "waiting"),
        gt(linkRequests.expiresAt, now),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** Takes back what the workspace asked for this shop and nobody answered: a newer link stands in its place. */
export async function withdrawLinkRequests(
  { q, t, workspace }: Writing,
  platform: string,
  address: string,
): Promise<void> {
  const { linkRequests } = t;
  await q
    .delete(linkRequests)
    .where(
      and(
        eq(linkRequests.workspace, workspace),
        eq(linkRequests.platform, platform),
        eq(linkRequests.address, address),
        eq(linkRequests.state, "waiting"),
      ),
    );
}

export async function settleLinkRequest(
  { q, t, workspace }: Writing,
  tokenHash: string,
  settled: Settled,
): Promise<void> {
  const { linkRequests } = t;
  await q
    .update(linkRequests)
    .set(settled)
    .where(and(eq(linkRequests.workspace, workspace), eq(linkRequests.tokenHash, tokenHash)));
}

export async function newestLinkRequest({ q, t, workspace }: Reading, platform: string): Promise<LinkRequest | null> {
  const { linkRequests } = t;
  const [row] = await q
    .select()
    .from(linkRequests)
    .where(and(eq(linkRequests.workspace, workspace), eq(linkRequests.platform, platform)))
    .orderBy(desc(linkRequests.createdAt))
    .limit(1);
  return row ? requestOf(row) : null;
}

const requestOf = (row: Schema["linkRequests"]["$inferSelect"]): LinkRequest => ({
  ...row,
  workspace: toWorkspaceId(row.workspace),
  createdAt: toInstant(row.createdAt),
  expiresAt: toInstant(row.expiresAt),
});
