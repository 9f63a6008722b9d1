import { z } from "zod";
import { type Words, wordsFor } from "../i18n/words.ts";

const rootFacts = z.object({ locale: z.enum(["en", "tr", "xx-pseudo"]) });

/** The document's title, in the language that the root found out. For a route's `meta`. */
export function pageTitle(matches: readonly { id: string; data?: unknown }[], page: ((words: Words) => string) | null) {
  const root = rootFacts.safeParse(matches.find((match) => match.id === "root")?.data);
  const words = wordsFor(root.data?.locale ?? "en");
  return [{ title: page ? words.t("app.title", { page: page(words) }) : words.t("app.name") }];
}
