import axe from "axe-core";
import type { Frame, Page } from "playwright-core";

/** What axe finds serious or critical, each with the place where it is. */
export async function barriersIn(place: Page | Frame): Promise<readonly string[]> {
  await place.evaluate(axe.source);
  const { violations } = await place.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 120)}`));
}
declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** By how many pixels the page is wider than what is seen of it. */
export async function sideways(place: Page | Frame): Promise<number> {
  return place.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
