import { enAbout } from "./en/about.ts";
import { enApproval } from "./en/approval.ts";
import { enFaults } from "./en/faults.ts";
import { enGuide } from "./en/guide.ts";
import { enJoin } from "./en/join.ts";
import { enList } from "./en/list.ts";
import { enOrder } from "./en/order.ts";
import { enOrderWords } from "./en/order-words.ts";
import { enParting } from "./en/parting.ts";
import { enPrivacy } from "./en/privacy.ts";
import { enQuarantine } from "./en/quarantine.ts";
import { enShell } from "./en/shell.ts";
import { enShopHealth } from "./en/shop-health.ts";
import { enShops } from "./en/shops.ts";
import { enTimeline } from "./en/timeline.ts";

/** Every message in English, as ICU text. The keys are the vocabulary: another language must have the very same. */
export const en = {
  ...enShell,
  ...enOrderWords,
  ...enList,
  ...enOrder,
  ...enTimeline,
  ...enShops,
  ...enShopHealth,
  ...enGuide,
  ...enQuarantine,
  ...enAbout,
  ...enApproval,
  ...enJoin,
  ...enParting,
  ...enPrivacy,
  ...enFaults,
} as const;
