import { shopify } from "#demo/shops.ts";
import type { Town } from "./town.ts";

/** Tek's pages as an owner's browser fetches them: standalone with a cookie, and inside the admin with session tokens. */
export interface OwnerReads {
  /** The page and its data, as one text. Throws for any status but 200. */
  page(path: string): Promise<string>;
  /** What is asked for beside pages: files, and data that is fetched when it is opened. */
  file(path: string): Promise<string>;
  /** Whatever opened a door on the way. */
  readonly credentials: readonly string[];
}

export async function ownerReads(town: Town): Promise<OwnerReads> {
  const credentials: string[] = [];
  const link = (await town.tek("owner-link")).trim();
  const entered = await fetch(link, { redirect: "manual" });
  const [cookie = ""] = entered.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");
  credentials.push(link.split("/").at(-1) ?? "", cookie.split("=")[1] ?? "");
  const text = async (path: string, headers: Record<string, string>) => {
    const answer = await fetch(`${town.at.tek}${path}`, { headers });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return await answer.text();
  };
  const sessionToken = async () => {
    const token = await (await fetch(`${town.at.shopify}/admin/session-token`)).text();
    credentials.push(token);
    return token;
  };
  const file: OwnerReads["file"] = (path) => text(path, { cookie });
  return {
    credentials,
    file,
    async page(path) {
      const [at = "", query = ""] = path.split("?");
      const embedded = new URLSearchParams(query);
      embedded.set("embedded", "1");
      embedded.set("shop", shopify.shop);
      embedded.set("id_token", await sessionToken());
      const both = [
        await file(path),
        await file(`${at}.data?${query}`),
        await text(`${at}?${embedded}`, {}),
        await text(`${at}.data?${query}`, { authorization: `Bearer ${await sessionToken()}` }),
      ];
      return both.join("\n");
    },
  };
}
