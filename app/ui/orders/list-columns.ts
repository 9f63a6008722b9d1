/** What a row can show beside its order, in the order in which it is read. */
export const listColumns = [
  "goods",
  "customer",
  "total",
  "payment",
  "fulfillment",
  "state",
  "age",
  "tags",
  "channel",
  "country",
  "updated",
] as const;
export type ListColumn = (typeof listColumns)[number];

/** What everybody sees who never chose. */
const usual: readonly ListColumn[] = listColumns.slice(0, 8);

/** Those that a person chose; what is no column (any more) is left out. */
export function columnsOf(chosen: readonly string[] | null): readonly ListColumn[] {
  return chosen === null ? usual : listColumns.filter((column) => chosen.includes(column));
}
