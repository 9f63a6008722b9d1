import { foldText, normaliseText } from "../text.ts";

/** As many orders are tagged at once: more would hold up what else the workspace writes. */
export const mostTaggedAtOnce = 500;
/** What one order can bear of ours. */
export const mostOwnTags = 50;
const longestTag = 60;

export interface OwnTag {
  readonly tag: string;
  /** The same for the same word in either case, in Turkish too. */
  readonly folded: string;
}

/** A tag as it will be kept, its spaces made one; null when nothing is left of it or it is too long. */
export function ownTag(text: string): OwnTag | null {
  const tag = normaliseText(text).replace(/\s+/g, " ").trim();
  const folded = foldText(tag);
  return folded === "" || tag.length > longestTag ? null : { tag, folded };
}

/**
 * An order's own tags with some added and some taken away, from A. A tag that is there already keeps its spelling; to add what is there
 * or take what is not changes nothing. Null when the order would bear too many.
 */
export function retagged(
  before: readonly OwnTag[],
  add: readonly OwnTag[],
  remove: readonly OwnTag[],
): readonly OwnTag[] | null {
  const gone = new Set(remove.map(({ folded }) => folded));
  const kept = new Map([...add, ...before].map((one) => [one.folded, one]));
  const after = [...kept.values()].filter(({ folded }) => !gone.has(folded));
  if (after.length > mostOwnTags && after.length > before.length) return null;
  return after.sort((a, b) => (a.folded < b.folded ? -1 : 1));
}
