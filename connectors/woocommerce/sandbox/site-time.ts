const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
// Zones change their offset on quarters of an hour only.
const quarterMs = 900_000;

/** How far the zone's clock stands from UTC at an instant, in milliseconds (Istanbul: 3 h). */
export function offsetOf(zone: string, at: number): number {
  const quarter = Math.floor(at / quarterMs);
  const name = `${zone} ${quarter}`;
  const known = offsets.get(name);
  if (known !== undefined) return known;
  if (offsets.size > 50_000) offsets.clear();
  const offset = computeOffset(zone, quarter * quarterMs);
  offsets.set(name, offset);
  return offset;
}

function computeOffset(zone: string, at: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
}

/** `2026-11-23T09:01:07`, the form of WooCommerce's `…_gmt` dates. */
export function gmtText(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}

/** The same in the shop's own zone, without saying which: WooCommerce's dates without `_gmt`. */
export function siteText(at: number, zone: string): string {
  return gmtText(at + offsetOf(zone, at));
}

/** The instant at which the zone's wall clock shows this text (taken as if it were UTC). */
function fromSite(wall: number, zone: string): number {
  const guess = wall - offsetOf(zone, wall);
  return wall - offsetOf(zone, guess);
}

const pattern = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}(?::\d{2})?)?$/;

/**
 * The threshold that a date in a list's query really sets, or null when WordPress calls it invalid.
 *
 * Measured on WooCommerce 11.0.1: with `dates_are_gmt` a date with a zone is turned to the shop's wall clock and then compared as
 * UTC, so it moves by the shop's offset. By source (`OrdersTableQuery::map_gmt_and_post_keys_to_hpos_keys`), not measured in which
 * direction: without the flag a fraction of a second makes orders (not goods) read UTC as the wall clock.
 */
export function threshold(text: string, o: { gmt: boolean; zone: string; of: "orders" | "posts" }): number | null {
  const [, day, time, fraction, zone] = pattern.exec(text) ?? [];
  if (day === undefined) return null;
  const wall = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(wall)) return null;
  if (zone === undefined && !(fraction && !o.gmt && o.of === "orders")) return o.gmt ? wall : fromSite(wall, o.zone);
  const instant =
    zone === undefined || zone === "Z" ? wall : Date.parse(`${day}T${time}${zone.length === 3 ? `${zone}:00` : zone}`);
  if (o.gmt) return instant + offsetOf(o.zone, instant);
  return fraction && o.of === "orders" ? fromSite(instant, o.zone) : instant;
}
