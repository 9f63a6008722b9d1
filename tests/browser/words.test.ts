import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { en } from "#app/ui/i18n/en.ts";
import { untilLive } from "./chromium.ts";
import { openVisits } from "./visits.ts";

const visits = openVisits({ seed: 91, orders: 8 });

/** Texts that a person sees, as they stand in the page. */
const visibleTexts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const around = walker.currentNode.parentElement;
      const text = walker.currentNode.textContent?.trim() ?? "";
      if (!text || !around || around.closest("script, style, svg") || !around.checkVisibility()) continue;
      texts.push(text);
    }
    for (const named of document.querySelectorAll("[aria-label], [title], [placeholder], img[alt]"))
      for (const name of ["aria-label", "title", "placeholder", "alt"]) {
        const text = named.getAttribute(name)?.trim();
        if (text && named.checkVisibility()) texts.push(text);
      }
    return texts;
  });

/** Numbers, money, dates, lengths of time: Intl makes them. */
const month = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)";
const made = [
  /^[\p{P}\p{S}\d\s]*$/u,
  /^×?\d+$/,
  // A platform's letter, which is drawn and hidden from screen readers.
  /^[A-Z]$/,
  /^\d+ (sec|secs|min|mins|hr|hrs|day|days|mth|mths|yr|yrs)$/,
  new RegExp(`^\\d{1,2} ${month} \\d{4}(, \\d\\d:\\d\\d)?$`),
  /^(in )?\d+ (second|minute|hour|day|month|year)s?( ago)?$/,
  /^(now|yesterday|tomorrow)$/,
  // Countries: Intl names them, in the reader's language.
  /^(Türkiye|Germany)$/,
  // How keys of WooCommerce begin, in every language.
  /^c[ks]_…$/,
];

/** Every string that came with the page's data, but for codes that have words: those must never be shown bare. */
async function dataOf(page: Page): Promise<(text: string) => boolean> {
  const { pathname, search } = new URL(page.url());
  const answer = await page.request.get(`${visits.town.at.tek}${pathname}.data${search}`);
  const sent = await answer.text();
  const codes = new Set(Object.keys(en).flatMap((key) => key.split(".")));
  return (text) => !codes.has(text) && sent.includes(JSON.stringify(text).slice(1, -1));
}

/** What pieces of data are joined by. */
const joints = [/·/, /\n/, /, /, / ×/, /: /, / (?=\d+%)/, /(?<=\d) (?=\p{L})/u];

const nobodyWorded = async (page: Page): Promise<readonly string[]> => {
  const isData = await dataOf(page);
  const worded = (text: string) => text.includes("⟦") && text.includes("⟧");
  const explained = (text: string, [joint, ...finer]: readonly RegExp[]): boolean =>
    made.some((form) => form.test(text)) ||
    isData(text) ||
    (joint !== undefined && text.split(joint).every((part) => explained(part.trim(), finer)));
  return (await visibleTexts(page)).filter((text) => !worded(text) && !explained(text, joints));
};

test("every text on the screens was worded, or is the shops' own", async () => {
  const page = await visits.visit({ signedIn: true });
  const { tek } = visits.town.at;
  await page.goto(`${tek}/orders?locale=xx-pseudo`);
  await untilLive(page);
  expect(await nobodyWorded(page)).toEqual([]);

  await page.locator(".tek-row-link").first().click();
  await page.locator(".tek-timeline").waitFor();
  expect(await nobodyWorded(page)).toEqual([]);

  for (const path of ["/shops", "/guide"]) {
    await page.goto(`${tek}${path}?locale=xx-pseudo`);
    await untilLive(page);
    expect(await nobodyWorded(page)).toEqual([]);
  }
  for (const path of ["/privacy", "/support", "/join/nothing"]) {
    await page.goto(`${tek}${path}?locale=xx-pseudo`);
    expect(await nobodyWorded(page)).toEqual([]);
  }
});
