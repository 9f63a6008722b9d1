import { sqliteKit } from "./kit.ts";
import { defineSchema } from "./schema/define-schema.ts";

/** The tables as the migration generator wants them: an export each. */
export const {
  workspaces,
  people,
  members,
  ownerLinks,
  signIns,
  linkRequests,
  shops,
  feeds,
  orders,
  orderTags,
  ownTags,
  orderSeen,
  orderLines,
  orderCharges,
  payments,
  fulfillments,
  refunds,
  refundLines,
  orderPeople,
  orderCustomers,
  orderRaw,
  events,
  deliveries,
  jobs,
  quarantine,
  savedViews,
  listSettings,
  privacyRequests,
} = defineSchema(sqliteKit);
