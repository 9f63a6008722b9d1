import type { Browser, Locator } from "playwright-core";
import { faultWords } from "#app/ui/i18n/fault-words.ts";
import { wordsFor } from "#app/ui/i18n/words.ts";
import type { Town } from "../stories/town.ts";
import { untilLive } from "./chromium.ts";
import { type Cookies, openSignedIn, type Wanted } from "./picture.ts";
import { answer, refusalOf, type Shot, takeSheet, wordedCodes } from "./sheet.ts";

/** What linking a WooCommerce shop can be refused with. A new code of the adapter is pictured by itself; these are about something else. */
const notLinking =
  /^(woocommerce\.(trashed|refund|nonce|missing|conflict|rejected|order-|product-|too-many|amount|date|webhooks|not-a-list)|network\.stopped|shop\.join-)/;
const codes = wordedCodes.filter((code) => /^(woocommerce|network|shop)\./.test(code) && !notLinking.test(code));

/** At which field of the form a code is said; the others stand above it. */
const fields: Readonly<Record<string, string>> = {
  "woocommerce.url-invalid": "url",
  "woocommerce.url-with-password": "url",
  "woocommerce.http-needs-consent": "url",
  "woocommerce.keys-swapped": "key",
  "woocommerce.key-invalid": "key",
  "shop.permissions-missing": "key",
};

/** One of each kind is shown with the form around it. */
const whole = new Set(["shop.elsewhere", "woocommerce.url-invalid", "woocommerce.keys-swapped"]);

/** What stands above the form, or the field at which it is said. */
const placeOf = (form: Locator, field: string | null): Locator =>
  field === null ? form.locator(".Polaris-Banner").first() : form.locator(`xpath=./*[.//*[@name="${field}"]]`).first();

/**
 * One sheet of what the form says after each refusal: the real page with the real words, its answer alone is given. What brings each
 * of them about is proved in tests/stories/diagnoses.test.ts.
 */
export async function pictureDiagnoses(
  browser: Browser,
  { at }: Town,
  wanted: Wanted,
  cookies: Cookies,
): Promise<void> {
  const { page, close } = await openSignedIn(browser, { ...wanted, cookies, tek: at.tek });
  await page.goto(`${at.tek}/shops`);
  await untilLive(page);
  const words = wordsFor(wanted.language);
  let refusal = refusalOf("woocommerce.no-api", null);
  await page.route("**/shops.data*", (route) =>
    route.request().method() === "POST" ? answer(route, refusal) : route.fallback(),
  );
  const form = page.locator("form", { has: page.locator('[name="url"]') });
  const shots: Shot[] = [];
  for (const code of codes) {
    refusal = refusalOf(code, fields[code] ?? null);
    const byKeys = (await form.locator('[name="secret"]').count()) > 0;
    if (byKeys !== (refusal.field === "key")) await form.locator("button.Polaris-Button--variantPlain").click();
    await form.locator("button[type=submit]").click();
    await form
      .getByText(faultWords(words, code, refusal.params))
      .first()
      .waitFor();
    const said = whole.has(code) ? form : placeOf(form, refusal.field);
    shots.push({ code, png: await said.screenshot({ animations: "disabled" }) });
  }
  await takeSheet(page, shots, "diagnoses", wanted);
  await close();
}
