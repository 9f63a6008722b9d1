import type { Words } from "./words.ts";

/** Words for a fault's code; a code that nobody worded is named, so that whoever helps can look it up. */
export function faultWords(words: Words, code: string, params: Readonly<Record<string, string | number>>): string {
  return words.maybe(`fault.${code}`, params) ?? words.t("fault.unknown", { code });
}
