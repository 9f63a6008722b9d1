import type { Answer } from "./answer.ts";

/** Signs of the pages that stand between us and WordPress; the first that fits. By their makers' own markup, which no translation changes. */
const signs: readonly (readonly [code: string, sign: RegExp])[] = [
  ["woocommerce.challenge", /cdn-cgi\/challenge-platform|cf-chl|id="challenge-|<title>\s*Just a moment/i],
  [
    "woocommerce.security-plugin",
    /wordfence|sucuri|imunify360|mod_?security|solid security|ithemes-security|all-in-one-wp-security|ninjafirewall/i,
  ],
  [
    "woocommerce.maintenance",
    /briefly unavailable for scheduled maintenance|wp-maintenance|maintenance-mode|under maintenance/i,
  ],
  ["woocommerce.coming-soon", /woocommerce-coming-soon|<title>[^<]*coming soon/i],
  ["woocommerce.login-page", /id="loginform"|wp-login\.php|name="log"/i],
  ["woocommerce.critical-error", /critical error on this website|wp-die-message|<b>(Fatal|Parse) error<\/b>/i],
];

/** What a page in place of JSON is, as a fault's code; null for one that nobody knows. */
export function codeOfPage({ headers, text }: Pick<Answer, "headers" | "text">): string | null {
  if (headers.get("cf-mitigated") === "challenge") return "woocommerce.challenge";
  const start = text.slice(0, 50_000);
  return signs.find(([, sign]) => sign.test(start))?.[0] ?? null;
}
