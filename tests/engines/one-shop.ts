import { insertWorkspace } from "#app/db/access.ts";
import { ensureFeeds } from "#app/db/feeds.ts";
import type { Database } from "#app/db/scope.ts";
import { insertShop, type NewShop } from "#app/db/shops.ts";
import { type ShopId, toExternalId, toShopId, toWorkspaceId, type WorkspaceId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";

const id = (kind: number, n: number) => `0190000${kind}-0000-7000-8000-${String(n).padStart(12, "0")}`;

export const workspaceId = (n: number): WorkspaceId => toWorkspaceId(id(1, n));
export const shopId = (n: number): ShopId => toShopId(id(2, n));

export const newShop = (n: number): NewShop => ({
  id: shopId(n),
  platform: "shopify",
  externalId: toExternalId(`shop-${n}.example`),
  name: `Shop ${n}`,
  currency: "TRY",
  timezone: "Europe/Istanbul",
  adminUrl: "https://admin.example",
  account: Buffer.from("sealed"),
  bellSecret: null,
  bellState: "none",
  tokenDueAt: null,
  missingScopes: [],
  connectedAt: toInstant(1000),
});

/** Workspace `n` with shop `n` and its feeds. */
export async function addShop(
  db: Database,
  n = 1,
): Promise<{ readonly workspace: WorkspaceId; readonly shop: ShopId }> {
  const workspace = workspaceId(n);
  await db.transactGlobal("workspaces", (writing) =>
    insertWorkspace(writing, { id: workspace, name: `W${n}`, timezone: "Europe/Istanbul", createdAt: toInstant(1000) }),
  );
  await db.transact(workspace, async (writing) => {
    await insertShop(writing, newShop(n));
    await ensureFeeds(writing, shopId(n), toInstant(1000));
  });
  return { workspace, shop: shopId(n) };
}
