import type { Database } from "#app/db/scope.ts";
import { ownTagWords, recentCountries, shopTagWords } from "#app/db/tags.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import { foldText } from "#app/domain/text.ts";
import type { ListChoices } from "./list-choices.ts";

/** Among so many of the newest orders countries are looked for. */
const lately = 2000;

/** Tags and countries that orders of the workspace have. Throws `NotAllowed`. */
export async function listChoices({ db }: { readonly db: Database }, caller: Caller): Promise<ListChoices> {
  mustHave(caller, "orders.read");
  return await db.read(caller.workspace, async (reading) => {
    const ownTags = await ownTagWords(reading);
    const ours = new Set(ownTags.map(foldText));
    const shopTags = (await shopTagWords(reading)).filter((tag) => !ours.has(foldText(tag)));
    return { ownTags, shopTags, countries: await recentCountries(reading, lately) };
  });
}
