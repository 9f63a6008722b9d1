import type { CodeKey } from "../i18n/words.ts";

/** The answer came, and something in it is odd: the last word of the adapters' codes for what they cannot read. */
const odd = /-(unreadable|undated|inconsistent|unknown|invalid|not-a-list|not-json)$/;

/** What to do about a record that was set aside, by what its cause is. */
export function whatToDo(code: string, unnamed: boolean): CodeKey {
  if (unnamed) return "quarantine.todo.unnamed";
  if (code.startsWith("absorb.")) return "quarantine.todo.operator";
  return odd.test(code) ? "quarantine.todo.mend" : "quarantine.todo.shop";
}
