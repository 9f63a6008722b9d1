import { type Instant, instantFromIso } from "../../app/domain/instant.ts";

/** Reads a `…_gmt` date, "2026-11-23T09:01:07": UTC without saying so. Null for none and for MySQL's zero date. */
export function gmt(text: string | null | undefined): Instant | null {
  return text ? instantFromIso(`${text.replace(/Z$/, "")}Z`) : null;
}

/**
 * The only form that `modified_after`, `after` and `before` take rightly, together with `dates_are_gmt=true`: no zone, no fraction
 * (measured on WooCommerce 11.0.1: with a zone the threshold moves by the store's offset).
 */
export function gmtText(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}
