import type { World } from "../../contract/sandbox/world.ts";
import type { Standing } from "./model.ts";
import { defaultScopes, type ShopifySandboxOptions } from "./options.ts";
import type { Store } from "./state.ts";
import { json } from "./tokens.ts";

/** The options of a shop whose merchant may have changed them since: each is asked anew whenever it is needed. */
export function asItStands(given: ShopifySandboxOptions, store: Store, world: World): ShopifySandboxOptions {
  return {
    ...given,
    world,
    get shop() {
      return store.house().host ?? given.shop;
    },
    get name() {
      return store.house().name ?? given.name;
    },
    get scopes() {
      return store.house().scopes ?? given.scopes ?? defaultScopes;
    },
  };
}

/** What stands before every API request of a shop that is not open (shopify.dev, "Status and error codes"); null for an open one. */
export function refusedFor(standing: Standing): Response | null {
  switch (standing) {
    case "open":
      return null;
    case "frozen":
      return json(402, { errors: "Unavailable Shop" });
    case "locked":
      return json(423, { errors: "The shop is locked" });
    case "closed":
      return json(404, { errors: "Not Found" });
  }
}
