import { normaliseText } from "../../app/domain/text.ts";

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  times: "×",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  laquo: "«",
  raquo: "»",
  middot: "·",
  bull: "•",
  deg: "°",
  copy: "©",
  reg: "®",
  trade: "™",
  euro: "€",
  pound: "£",
  yen: "¥",
};

/** Text that WordPress may have entity-encoded (`Kahve &amp; Çay`, measured), decoded once and normalised. */
export function plainText(text: string, max?: number): string {
  const decoded = text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return named[String(name).toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
  return normaliseText(decoded, max);
}

/** The same without tags, for values that themes and plugins wrap in markup. */
export function withoutTags(text: string): string {
  return plainText(text.replace(/<\/?[a-z][^<>]*>/gi, " ").replace(/[ \t]+/g, " ")).trim();
}

/** Null for a text that says nothing. */
export function said(text: string): string | null {
  const plain = plainText(text).trim();
  return plain === "" ? null : plain;
}
