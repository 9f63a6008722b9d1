import { badRequest } from "./connections.ts";

/** How one search field reads an item. */
export type SearchField<T> =
  | { readonly kind: "instant" | "number"; of(item: T): number | null }
  | { readonly kind: "text"; of(item: T): readonly (string | null)[] }
  | { readonly kind: "flag"; test(item: T, value: string): boolean };

const term = /\s*(?:(OR|AND|NOT)(?=\s)|(-?)([a-z_]+):(<=|>=|<|>)?('[^']*'|"[^"]*"|[^\s()]+))/y;

/**
 * Compiles the part of Shopify's search syntax that connectors use: `field:value`, comparisons, quotes, AND, OR, NOT and `-`.
 * Throws a BAD_REQUEST for what it does not know, where Shopify would ignore the term with a warning.
 */
export function compileSearch<T>(
  query: string | null | undefined,
  fields: Readonly<Record<string, SearchField<T>>>,
): (item: T) => boolean {
  if (!query?.trim()) return () => true;
  const anyOf: ((item: T) => boolean)[][] = [[]];
  let negate = false;
  let position = 0;
  while (position < query.trimEnd().length) {
    term.lastIndex = position;
    const match = term.exec(query);
    if (!match) throw badRequest(`This search is not understood from here on: "${query.slice(position)}"`);
    position = term.lastIndex;
    const [, word, dash, name = "", comparator = "", quoted = ""] = match;
    if (word === "OR") anyOf.push([]);
    if (word === "NOT") negate = true;
    if (word) continue;
    const holds = compileTerm(fields[name], name, comparator, quoted.replace(/^(['"])(.*)\1$/, "$2"));
    const flipped = negate || dash === "-";
    anyOf.at(-1)?.push(flipped ? (item) => !holds(item) : holds);
    negate = false;
  }
  return (item) => anyOf.some((all) => all.every((holds) => holds(item)));
}

function compileTerm<T>(
  field: SearchField<T> | undefined,
  name: string,
  comparator: string,
  value: string,
): (item: T) => boolean {
  if (!field) throw badRequest(`Invalid search field for this query: ${name}`);
  if (field.kind === "flag") return (item) => field.test(item, value.toLowerCase());
  if (field.kind === "text") {
    const wanted = value.toLowerCase();
    return (item) => field.of(item).some((one) => one?.toLowerCase() === wanted);
  }
  const bound = field.kind === "number" ? Number(value) : instantOf(value);
  if (!Number.isFinite(bound)) throw badRequest(`Invalid value for ${name}: ${value}`);
  const wholeDay = field.kind === "instant" && /^\d{4}-\d\d-\d\d$/.test(value);
  return (item) => {
    const own = field.of(item);
    return own !== null && compares(own, comparator, bound, wholeDay ? 86_400_000 : 1);
  };
}

function compares(own: number, comparator: string, bound: number, width: number): boolean {
  switch (comparator) {
    case ">=":
      return own >= bound;
    case ">":
      return own >= bound + width;
    case "<":
      return own < bound;
    case "<=":
      return own < bound + width;
    default:
      return own >= bound && own < bound + width;
  }
}

/** Dates without a zone are read as UTC. */
function instantOf(value: string): number {
  return Date.parse(/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(value) ? `${value}Z` : value);
}
