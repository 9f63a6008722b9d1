import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type Format, formatFor } from "./format.ts";
import type { ShownLocale } from "./locale.ts";
import { type Words, wordsFor } from "./words.ts";

interface Language extends Words {
  readonly format: Format;
}

const Current = createContext<ShownLocale>("en");

export function WordsProvider({ locale, children }: { readonly locale: ShownLocale; readonly children: ReactNode }) {
  return <Current.Provider value={locale}>{children}</Current.Provider>;
}

/** The reader's words, numbers and times. */
export function useWords(): Language {
  const locale = useContext(Current);
  return useMemo(() => ({ ...wordsFor(locale), format: formatFor(locale) }), [locale]);
}
