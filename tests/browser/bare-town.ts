import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { buildTown, type Town } from "../stories/town.ts";
import { type Faults, launchChromium, watch } from "./chromium.ts";

/** A town in which Tek knows no shop and nobody yet, with a browser for one test file. */
export interface BareTown {
  readonly town: Town;
  /** A browser profile of its own; any fault that its pages have fails the test, but for the statuses that are expected. */
  person(options?: {
    readonly expected?: readonly number[];
    readonly width?: number;
    readonly language?: string;
  }): Promise<Page>;
  /** As `person`, signed in as the owner of a workspace that was born standalone. */
  owner(options?: Parameters<BareTown["person"]>[0]): Promise<Page>;
}

const workspace = "Çarşı";

/** Opens the town before a file's tests and closes it after. */
export function openBareTown(options: { readonly seed: number; readonly orders: number }): BareTown {
  const open: { browser?: Browser; town?: Town } = {};
  const faults: Faults[] = [];
  const the = <Thing>(thing: Thing | undefined): Thing => {
    if (thing === undefined) throw new Error("The town opens with the file's tests");
    return thing;
  };
  beforeAll(async () => {
    open.town = await buildTown({ ...options, unlinked: true });
    await open.town.start();
    open.browser = await launchChromium();
  });
  afterEach(() => expect(faults.splice(0).flatMap(({ seen }) => seen)).toEqual([]));
  afterAll(async () => {
    await open.browser?.close();
    await open.town?.close();
  });
  const person: BareTown["person"] = async ({ expected, width = 1280, language = "en-GB" } = {}) => {
    const context = await the(open.browser).newContext({ viewport: { width, height: 900 }, locale: language });
    if (language === "tr-TR")
      await context.addCookies([{ name: "tek_locale", value: "tr", url: the(open.town).at.tek }]);
    faults.push(await watch(context, expected));
    return context.newPage();
  };
  return {
    get town() {
      return the(open.town);
    },
    person,
    async owner(options) {
      const page = await person(options);
      await page.goto((await the(open.town).tek("owner-link", "--workspace", workspace)).trim());
      return page;
    },
  };
}
