import { useWords } from "../i18n/use-words.tsx";
import type { CodeKey } from "../i18n/words.ts";
import { AboutPage, AboutPart } from "./about-page.tsx";

/** A part's heading, and its sentences. Each says what the code does: who changes the code changes them. */
const parts: readonly (readonly [title: CodeKey, sentences: readonly CodeKey[]])[] = [
  ["policy.what", ["policy.what.orders", "policy.what.raw", "policy.what.own", "policy.what.keys"]],
  ["policy.why", ["policy.why.body"]],
  ["policy.who", ["policy.who.members", "policy.who.operator", "policy.who.others"]],
  ["policy.long", ["policy.long.orders", "policy.long.rest"]],
  ["policy.erase", ["policy.erase.shopify", "policy.erase.woocommerce", "policy.erase.told", "policy.erase.copies"]],
];

/** What is kept of people, why, for whom, how long, and how it is erased. */
export function PrivacyPolicyScreen() {
  const { t, code } = useWords();
  return (
    <AboutPage title={t("policy.title")} intro={t("policy.intro")}>
      {parts.map(([title, sentences]) => (
        <AboutPart key={title} title={code(title)}>
          {sentences.map((sentence) => (
            <p key={sentence}>{code(sentence)}</p>
          ))}
        </AboutPart>
      ))}
    </AboutPage>
  );
}
