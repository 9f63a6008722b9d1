import type { ShopId, WorkspaceId } from "./ids.ts";

declare const minted: unique symbol;

/** What somebody may do. Asked in flows and views, never on a screen. */
export const rights = ["orders.read", "orders.sync", "orders.tag", "views.save", "shops.manage"] as const;
export type Right = (typeof rights)[number];

export type Actor =
  | { readonly kind: "person"; readonly id: string }
  | { readonly kind: "command-line" }
  /** A platform that installs us, before any person is known. */
  | { readonly kind: "platform" }
  | { readonly kind: "sync"; readonly shop: ShopId };

/** Who asks, for which workspace, with which rights. Minted at the doors only; every flow and view takes one. */
export interface Caller {
  readonly [minted]: true;
  readonly workspace: WorkspaceId;
  readonly actor: Actor;
  readonly rights: ReadonlySet<Right>;
}

/** The caller lacks a right. A door turns it into 403. */
export class NotAllowed extends Error {
  override readonly name = "NotAllowed";
  readonly right: Right;

  constructor(right: Right) {
    super(`Not allowed: ${right}`);
    this.right = right;
  }
}

export function mustHave(caller: Caller, right: Right): void {
  if (!caller.rights.has(right)) throw new NotAllowed(right);
}

/** A person of a shop, as the shop's platform vouched for them just now; which workspace they belong to is another question. */
export interface ShopGuest {
  readonly [minted]: true;
  /** The platform's name for the shop. */
  readonly shop: string;
  /** The platform's name for the person. */
  readonly person: string;
  /** What the platform vouched with. A secret: never logged, never sent to a browser. */
  readonly sessionToken: string;
}

/** For the doors: a guest from what a platform has signed. */
export function mintGuest(proven: {
  readonly shop: string;
  readonly person: string;
  readonly sessionToken: string;
}): ShopGuest {
  const guest: Omit<ShopGuest, typeof minted> = proven;
  return guest as ShopGuest;
}

/** For the doors: a caller from what a door has proven. */
export function mintCaller(workspace: WorkspaceId, actor: Actor, granted: readonly Right[]): Caller {
  const caller: Omit<Caller, typeof minted> = { workspace, actor, rights: new Set(granted) };
  return caller as Caller;
}
