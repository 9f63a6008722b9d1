import type { ApiKey } from "./auth.ts";
import type { Key } from "./entities.ts";
import type { Shop } from "./shop.ts";
import type { State } from "./state.ts";

export type Permissions = Key["permissions"];

/** Keys that the shop is opened with. One that its journal knows stays as it is there, so that a revoked one stays revoked. */
export function putStandingKeys(state: State, keys: readonly ApiKey[], createdAt: number): void {
  const known = new Set([...state.keys.values()].map(({ key }) => key));
  for (const key of keys.filter((one) => !known.has(one.key)))
    state.put({ key: { ...key, id: state.next("key"), description: "Made by hand", createdAt, revoked: false } });
}

/** A fresh key as WooCommerce makes them: 40 hexadecimal digits behind their prefix. */
export function issueKey(shop: Shop, { permissions, description }: Pick<Key, "permissions" | "description">): Key {
  const digits = () => Array.from({ length: 40 }, () => Math.floor(shop.world.chance() * 16).toString(16)).join("");
  const texts = { key: `ck_${digits()}`, secret: `cs_${digits()}` };
  const key = { id: shop.state.next("key"), ...texts, permissions, description, createdAt: shop.now(), revoked: false };
  shop.state.put({ key });
  return key;
}

/** Takes a key back. False: there is none of that id, or it was taken back before. */
export function revokeKey(state: State, id: number): boolean {
  const key = state.keys.get(id);
  if (!key || key.revoked) return false;
  state.put({ key: { ...key, revoked: true } });
  return true;
}

/** Takes every key back that there is now; one that is made afterwards works. False: there was none left. */
export function revokeEveryKey(state: State): boolean {
  const live = liveKeys(state);
  for (const { id } of live) revokeKey(state, id);
  return live.length > 0;
}

/** What the shop's admin does under "Edit key". False: there is none of that id, or it was taken back. */
export function permitKey(state: State, id: number, permissions: Permissions): boolean {
  const key = state.keys.get(id);
  if (!key || key.revoked) return false;
  state.put({ key: { ...key, permissions } });
  return true;
}

export const liveKeys = (state: State): readonly Key[] => [...state.keys.values()].filter(({ revoked }) => !revoked);

/** A key as the control API shows it: without its secret. */
export const keyJson = ({ id, key, permissions, description, revoked }: Key): Record<string, unknown> => ({
  key_id: id,
  truncated_key: key.slice(-7),
  permissions,
  description,
  revoked,
});
