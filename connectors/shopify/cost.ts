import type { DocumentNode, FieldNode, FragmentDefinitionNode, SelectionSetNode } from "graphql";

/** Shopify refuses a dearer query whatever the plan (shopify.dev: "Shopify API rate limits"). */
export const mostCostPerQuery = 1000;

const mutationCost = 10;
/** Types that cost nothing, seen by what they are called or hold: documents are costed without a schema. */
const freeFields = new Set(["pageInfo", "shopMoney", "presentmentMoney"]);
const moneyTypes = new Set(["MoneyBag", "MoneyV2"]);

type Variables = Readonly<Record<string, unknown>>;
interface Walk {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
}

/**
 * The points that Shopify will ask for a document before it runs. "Shopify API rate limits" on shopify.dev publishes: scalar 0,
 * object 1, an interface its dearest branch, mutation 10, a connection by its size. The size rule is not published: a connection of
 * `first` costs `2 + floor(2·ln(first)) × (1 + children)`, a plain list counts once, money is free; it was fitted to costs that public
 * connectors record of their own documents. What Shopify itself answers is believed over it.
 */
export function queryCost(document: DocumentNode, variables: Variables): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === "FragmentDefinition") fragments.set(one.name.value, one);
  const operation = document.definitions.find((one) => one.kind === "OperationDefinition");
  if (!operation) throw new TypeError("A document without an operation has no cost");
  const { selections } = operation.selectionSet;
  if (operation.operation === "mutation") return selections.length * mutationCost;
  return selectionCost({ fragments, variables }, operation.selectionSet);
}

function selectionCost(walk: Walk, set: SelectionSetNode): number {
  let sum = 0;
  let dearestBranch = 0;
  for (const one of set.selections) {
    if (one.kind === "Field") sum += fieldCost(walk, one);
    else if (one.kind === "FragmentSpread") sum += selectionCost(walk, fragmentOf(walk, one.name.value).selectionSet);
    else dearestBranch = Math.max(dearestBranch, selectionCost(walk, one.selectionSet));
  }
  return sum + dearestBranch;
}

function fieldCost(walk: Walk, field: FieldNode): number {
  const inner = field.selectionSet;
  if (!inner || freeFields.has(field.name.value) || isMoney(walk, inner)) return 0;
  const nodes = inner.selections.find((one) => one.kind === "Field" && one.name.value === "nodes");
  if (nodes?.kind !== "Field" || !nodes.selectionSet) return 1 + selectionCost(walk, inner);
  return 2 + sizeFactor(sizeOf(walk, field)) * (1 + selectionCost(walk, nodes.selectionSet));
}

function isMoney(walk: Walk, set: SelectionSetNode): boolean {
  return set.selections.some((one) =>
    one.kind === "FragmentSpread"
      ? moneyTypes.has(fragmentOf(walk, one.name.value).typeCondition.name.value)
      : one.kind === "Field" && one.name.value === "shopMoney",
  );
}

const sizeFactor = (first: number): number => (first > 1 ? Math.floor(2 * Math.log(first)) : 0);

/** A connection must say how much it wants, as Shopify itself demands. */
function sizeOf({ variables }: Walk, field: FieldNode): number {
  const size = field.arguments?.find(({ name }) => name.value === "first" || name.value === "last")?.value;
  const given =
    size?.kind === "Variable" ? variables[size.name.value] : size?.kind === "IntValue" ? Number(size.value) : null;
  if (typeof given !== "number") throw new TypeError(`The connection ${field.name.value} does not say its size`);
  return given;
}

function fragmentOf({ fragments }: Walk, name: string): FragmentDefinitionNode {
  const found = fragments.get(name);
  if (!found) throw new TypeError(`The document has no fragment ${name}`);
  return found;
}
