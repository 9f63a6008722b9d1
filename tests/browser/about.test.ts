import { describe, expect, test } from "vitest";
import { openBareTown } from "./bare-town.ts";
import { barriersIn, sideways } from "./barriers.ts";
import { untilLive } from "./chromium.ts";

const bare = openBareTown({ seed: 43, orders: 2 });
const headings = { "en-GB": ["Privacy", "Support"], "tr-TR": ["Gizlilik", "Destek"] } as const;

describe("the pages on privacy and support", () => {
  for (const width of [1280, 390])
    for (const language of ["en-GB", "tr-TR"] as const)
      test(`are read by anybody, at ${width} px in ${language}: no barrier, nothing beyond the edge`, async () => {
        const page = await bare.person({ width, language });
        for (const [i, path] of ["/privacy", "/support"].entries()) {
          const answer = await page.goto(bare.town.at.tek + path);
          expect(answer?.status()).toBe(200);
          await page.getByRole("heading", { level: 1, name: headings[language][i] }).waitFor();
          expect(await barriersIn(page)).toEqual([]);
          expect(await sideways(page)).toBe(0);
        }
      });

  test("are found at the foot of both frames, and below a page that refuses a stranger", async () => {
    const owner = await bare.owner();
    await untilLive(owner);
    await owner.getByRole("contentinfo").getByRole("link", { name: "Privacy" }).click();
    await owner.getByText("WooCommerce passes no such request on.").waitFor();

    const merchant = await bare.person();
    bare.town.shopify.act({ action: "install" });
    await merchant.goto(`${bare.town.at.shopify}/admin/apps/tek/shops`);
    const tek = merchant.frameLocator("iframe[title=Tek]");
    await untilLive(tek);
    await tek.getByRole("contentinfo").getByRole("link", { name: "Support" }).click();
    await tek.getByText("Never send keys").waitFor();
    await tek.getByText("Ask whoever runs this Tek").waitFor();
    await merchant.waitForURL("**/admin/apps/tek/support");
    await merchant.reload();
    await tek.getByText("Never send keys").waitFor();

    const stranger = await bare.person({ expected: [401] });
    await stranger.goto(`${bare.town.at.tek}/orders`);
    await stranger.getByRole("contentinfo").getByRole("link", { name: "Support" }).click();
    await stranger.getByText("npm run tek -- doctor").waitFor();
  });
});
