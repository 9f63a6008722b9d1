import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { watch } from "./chromium.ts";

/** What the pictures of docs/screens share. */
export const folder = "docs/screens";
export const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];
export const languages = ["en", "tr"] as const;

export interface Wanted {
  readonly size: (typeof sizes)[number];
  readonly language: (typeof languages)[number];
}

/** Each language on a desk and on a phone. */
export const everyWay: readonly Wanted[] = sizes.flatMap((size) => languages.map((language) => ({ size, language })));

export const endOf = ({ size, language }: Wanted) => `${language}-${size.width}`;

/** A person's browser; closing it throws what went wrong in its pages, but for the statuses that are expected. */
export async function open(browser: Browser, { size, language }: Wanted, expected: readonly number[] = []) {
  const context = await browser.newContext({ viewport: size, locale: language === "tr" ? "tr-TR" : "en-GB" });
  const faults = await watch(context, expected);
  const page = await context.newPage();
  const close = async () => {
    await context.close();
    if (faults.seen.length > 0) throw new Error(faults.seen.join("\n"));
  };
  return { context, page, close };
}

export type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;

/** As `open`, signed in and in the language that is pictured. `tek`: Tek's own address. */
export async function openSignedIn(
  browser: Browser,
  wanted: Wanted & { readonly cookies: Cookies; readonly tek: string },
  expected: readonly number[] = [],
) {
  const opened = await open(browser, wanted, expected);
  await opened.context.addCookies(wanted.cookies);
  await opened.context.addCookies([{ name: "tek_locale", value: wanted.language, url: wanted.tek }]);
  return opened;
}

/** The part that stands on the screen, or the whole page, once its pictures and fonts are there. */
export async function take(page: Page, name: string, whole = false): Promise<void> {
  await page.mouse.move(0, 0);
  for (const frame of page.frames())
    await frame.evaluate(async () => {
      await document.fonts.ready;
      const shown = [...document.images].filter(({ y }) => y < window.innerHeight);
      await Promise.all(shown.map((image) => image.decode().catch(() => {})));
    });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled", fullPage: whole });
}
