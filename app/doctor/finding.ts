import type { ShopId } from "#app/domain/ids.ts";

/** Whether shops are read: here, by other processes, not though they should, or by nobody because no server runs. */
export type Workers = "running" | "elsewhere" | "stopped" | "not-running";

/** Each thing that the doctor can find: fine, worth knowing, or wrong. Worded in app/cli/doctor-words.ts with how to mend it. */
export const findingCodes = {
  "config.fine": "fine",
  "config.public-url-local": "wrong",
  "config.public-url-plain": "note",
  "config.shopify-missing": "wrong",
  "database.fine": "fine",
  "database.unopened": "wrong",
  "database.damaged": "wrong",
  "database.careless": "wrong",
  "database.disk-short": "wrong",
  "database.wal-long": "note",
  "key.fine": "fine",
  "key.other": "wrong",
  "clock.fine": "fine",
  "clock.unknown": "note",
  "clock.skewed": "wrong",
  "workers.fine": "fine",
  "workers.stopped": "wrong",
  "workers.not-running": "note",
  "workers.late": "wrong",
  "queue.fine": "fine",
  "queue.stuck": "wrong",
  "quarantine.fine": "fine",
  "quarantine.some": "wrong",
  "shops.none": "note",
  "shop.fine": "fine",
  "shop.disconnected": "note",
  "shop.paused": "wrong",
  "shop.silent": "wrong",
  "shop.scopes": "wrong",
  "shop.other": "wrong",
  "compared.alike": "fine",
  "compared.differed": "note",
  "bells.fine": "fine",
  "bells.waiting": "note",
  "bells.failing": "wrong",
} as const;
export type FindingCode = keyof typeof findingCodes;

export interface Finding {
  readonly code: FindingCode;
  /** Facts for the words: numbers and names, no secret and nothing of a person. */
  readonly params: Readonly<Record<string, string | number>>;
  /** The shop that it is about; null: Tek itself. */
  readonly shop: { readonly id: ShopId; readonly name: string; readonly platform: string } | null;
}

export const found = (code: FindingCode, params: Finding["params"] = {}, shop: Finding["shop"] = null): Finding => ({
  code,
  params,
  shop,
});
