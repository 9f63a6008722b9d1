import type { en } from "./en.ts";
import { trAbout } from "./tr/about.ts";
import { trApproval } from "./tr/approval.ts";
import { trFaults } from "./tr/faults.ts";
import { trGuide } from "./tr/guide.ts";
import { trJoin } from "./tr/join.ts";
import { trList } from "./tr/list.ts";
import { trOrder } from "./tr/order.ts";
import { trOrderWords } from "./tr/order-words.ts";
import { trParting } from "./tr/parting.ts";
import { trPrivacy } from "./tr/privacy.ts";
import { trQuarantine } from "./tr/quarantine.ts";
import { trShell } from "./tr/shell.ts";
import { trShopHealth } from "./tr/shop-health.ts";
import { trShops } from "./tr/shops.ts";
import { trTimeline } from "./tr/timeline.ts";

/** Every message in Turkish. */
export const tr: Readonly<Record<keyof typeof en, string>> = {
  ...trShell,
  ...trOrderWords,
  ...trList,
  ...trOrder,
  ...trTimeline,
  ...trShops,
  ...trShopHealth,
  ...trGuide,
  ...trQuarantine,
  ...trAbout,
  ...trApproval,
  ...trJoin,
  ...trParting,
  ...trPrivacy,
  ...trFaults,
};
