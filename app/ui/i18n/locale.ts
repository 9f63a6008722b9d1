export const locales = ["en", "tr"] as const;
export type Locale = (typeof locales)[number];
/** The third makes texts that nobody worded stand out, and shows what breaks when words grow. Asked for by address only. */
export type ShownLocale = Locale | "xx-pseudo";

export const localeCookie = "tek_locale";

/**
 * The language of a page: what its address asks for (the shop admin sends `locale`), what the person chose here, what the door
 * knows of the person, what the browser prefers; English otherwise.
 */
export function localeOf(asked: {
  readonly address: URL;
  readonly cookie: string | null;
  readonly door: Locale | null;
  readonly accepts: string | null;
}): ShownLocale {
  const wanted = asked.address.searchParams.get("locale");
  if (wanted === "xx-pseudo") return wanted;
  const chosen = new RegExp(`(?:^|;\\s*)${localeCookie}=([^;]*)`).exec(asked.cookie ?? "")?.[1];
  const preferred = (asked.accepts ?? "").split(",").map((part) => part.split(";")[0] ?? "");
  for (const tag of [wanted, chosen, asked.door, ...preferred]) {
    const known = fromTag(tag ?? "");
    if (known) return known;
  }
  return "en";
}

function fromTag(tag: string): Locale | null {
  const language = tag.trim().toLowerCase().split("-")[0];
  return locales.find((locale) => locale === language) ?? null;
}
