import type { Kit } from "../kit.ts";
import { defineAccess } from "./access.ts";
import { defineEvents } from "./events.ts";
import { defineInbox } from "./inbox.ts";
import { defineOrderParts } from "./order-parts.ts";
import { defineOrders } from "./orders.ts";
import { definePeople } from "./people.ts";
import { definePrivacy } from "./privacy.ts";
import { defineShops } from "./shops.ts";
import { defineViews } from "./views.ts";

/** All tables, for one dialect. Instantiated per database: one process may hold both engines. */
export function defineSchema(kit: Kit) {
  const access = defineAccess(kit);
  const shops = defineShops(kit, access);
  const orders = defineOrders(kit, shops);
  return {
    ...access,
    ...shops,
    ...orders,
    ...defineOrderParts(kit, orders),
    ...definePeople(kit, orders),
    ...defineEvents(kit, access),
    ...defineInbox(kit, shops),
    ...defineViews(kit, access),
    ...definePrivacy(kit, access),
  };
}

export type Schema = ReturnType<typeof defineSchema>;
