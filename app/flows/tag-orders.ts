import { appendEvents } from "#app/db/events.ts";
import type { Database } from "#app/db/scope.ts";
import { addOwnTags, readForTagging, removeOwnTags } from "#app/db/tags.ts";
import { type Caller, mustHave } from "#app/domain/caller.ts";
import { change } from "#app/domain/orders/event.ts";
import { mostOwnTags, mostTaggedAtOnce, type OwnTag, ownTag, retagged } from "#app/domain/orders/own-tags.ts";
import type { Tagging, TagOutcome } from "#app/load-context.ts";
import type { Clock } from "#app/ports/ports.ts";
import { causeOf } from "./cause.ts";

/**
 * Gives orders tags of ours and takes some away: all of them or, where one of them cannot be, none. Done twice it changes nothing the
 * second time. Orders that the workspace has not are passed over. Throws `NotAllowed`.
 */
export async function tagOrders(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  caller: Caller,
  tagging: Tagging,
): Promise<TagOutcome> {
  mustHave(caller, "orders.tag");
  const ids = [...new Set(tagging.orders)];
  if (ids.length > mostTaggedAtOnce) return refused("tag.too-many-orders", { most: mostTaggedAtOnce });
  const [add, remove] = [tagging.add.map(ownTag), tagging.remove.map(ownTag)];
  if (!areTags(add) || !areTags(remove)) return refused("tag.not-usable", {});
  return await db.transact(caller.workspace, async (writing) => {
    const plans = (await readForTagging(writing, ids)).map((order) => ({
      ...order,
      after: retagged(order.tags, add, remove),
    }));
    if (plans.some(({ after }) => after === null)) return refused("tag.too-many-tags", { most: mostOwnTags });
    const at = clock.now();
    let changed = 0;
    for (const { id, shop, tags, after } of plans) {
      const came = (after ?? []).filter(({ folded }) => !tags.some((one) => one.folded === folded));
      const went = tags.filter(({ folded }) => !after?.some((one) => one.folded === folded));
      if (came.length + went.length === 0) continue;
      const gone = went.map(({ folded }) => folded);
      await removeOwnTags(writing, id, gone);
      await addOwnTags(writing, id, came, at);
      const event = change("order.own-tags", {}, spelt(tags), spelt(after ?? []));
      await appendEvents(writing, { shop, order: id, cause: causeOf(caller), at }, [event]);
      changed++;
    }
    return { kind: "tagged", changed };
  });
}

const areTags = (tags: readonly (OwnTag | null)[]): tags is readonly OwnTag[] => !tags.includes(null);
const spelt = (tags: readonly OwnTag[]) => tags.map(({ tag }) => tag);
const refused = (code: string, params: Readonly<Record<string, number>>): TagOutcome => ({
  kind: "refused",
  code,
  params,
});
