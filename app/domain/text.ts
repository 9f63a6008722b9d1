/**
 * Text as both databases can hold it: NFC, without NUL, lone surrogates replaced, and at most `max` characters. Applied once, where
 * text enters; the raw body is kept as it came.
 */
export function normaliseText(text: string, max = 4000): string {
  const clean = text.replaceAll("\0", "").toWellFormed().normalize("NFC");
  return clean.length <= max ? clean : clean.slice(0, max).toWellFormed();
}

const letters: Readonly<Record<string, string>> = {
  ı: "i",
  ß: "ss",
  æ: "ae",
  ø: "o",
  đ: "d",
  ł: "l",
  œ: "oe",
  þ: "th",
};

/**
 * Folds text for search, the same for every engine: IŞIL, ışıl, Işıl and İŞİL are one word. Folding happens here only, because
 * neither SQLite nor PostgreSQL (C locale) lowers Turkish letters.
 */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ıßæøđłœþ]/g, (c) => letters[c] ?? c)
    .replace(/\p{M}/gu, "");
}
