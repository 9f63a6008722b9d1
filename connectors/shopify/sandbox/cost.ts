import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

export const mostCostPerQuery = 1000;
const mutationCost = 10;
/** Types that add nothing, whatever is selected of them. */
const free = new Set(["MoneyBag", "MoneyV2", "PageInfo"]);

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * What a document asks for, in points. Shopify publishes "object 1, scalar 0, mutation 10, connections by size"; the size rule
 * `2 + floor(2·ln(first)) × (1 + children)` is fitted to costs that public connectors recorded.
 */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Walk["variables"],
): number {
  return operationCost({ schema, fragments: fragmentsOf(document), variables }, operation, undefined);
}

/** The same walk over an answer: connections count by what they returned, and what is null costs nothing. */
export function actualCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Walk["variables"],
  data: unknown,
): number {
  return operationCost({ schema, fragments: fragmentsOf(document), variables }, operation, [data]);
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
}

function operationCost(walk: Walk, operation: OperationDefinitionNode, data: readonly unknown[] | undefined): number {
  const root = walk.schema.getRootType(operation.operation);
  if (operation.operation === "mutation") return operation.selectionSet.selections.length * mutationCost;
  return root ? selectionCost(walk, operation.selectionSet, root, data) : 0;
}

function selectionCost(
  walk: Walk,
  set: SelectionSetNode,
  type: GraphQLNamedType,
  data: readonly unknown[] | undefined,
): number {
  let sum = 0;
  let dearest = 0;
  for (const one of set.selections) {
    if (one.kind === Kind.FIELD) {
      sum += fieldCost(walk, one, type, data);
      continue;
    }
    const fragment = one.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(one.name.value) : one;
    if (!fragment) continue;
    const name = fragment.typeCondition?.name.value;
    const inner = (name && walk.schema.getType(name)) || type;
    const cost = selectionCost(walk, fragment.selectionSet, inner, data);
    if (isAbstractType(type) && inner.name !== type.name) dearest = Math.max(dearest, cost);
    else sum += cost;
  }
  return sum + dearest;
}

function fieldCost(
  walk: Walk,
  field: FieldNode,
  parent: GraphQLNamedType,
  data: readonly unknown[] | undefined,
): number {
  const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
  if (!definition || !field.selectionSet) return 0;
  const type = getNamedType(definition.type);
  if (!isCompositeType(type) || free.has(type.name)) return 0;
  const values = data && valuesOf(data, field);
  if (values?.length === 0) return 0;
  if (!type.name.endsWith("Connection")) return 1 + selectionCost(walk, field.selectionSet, type, values);
  const children = nodesCost(walk, field.selectionSet, type, values);
  const size = values ? Math.max(0, ...values.map(countIn)) : sizeOf(walk, field);
  return 2 + (size > 1 ? Math.floor(2 * Math.log(size)) : 0) * children;
}

/** What one node of a connection costs, itself counted. */
function nodesCost(
  walk: Walk,
  set: SelectionSetNode,
  connection: GraphQLNamedType,
  data: readonly unknown[] | undefined,
): number {
  if (!isObjectType(connection)) return 0;
  let sum = 0;
  for (const one of set.selections) {
    if (one.kind !== Kind.FIELD) {
      const inner = one.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(one.name.value) : one;
      if (inner) sum += nodesCost(walk, inner.selectionSet, connection, data);
      continue;
    }
    if (!one.selectionSet || (one.name.value !== "nodes" && one.name.value !== "edges" && one.name.value !== "node"))
      continue;
    const definition = connection.getFields()[one.name.value];
    if (!definition) continue;
    const type = getNamedType(definition.type);
    const values = data && valuesOf(data, one);
    if (one.name.value === "edges") sum += nodesCost(walk, one.selectionSet, type, values);
    else sum += 1 + selectionCost(walk, one.selectionSet, type, values);
  }
  return sum;
}

function sizeOf({ variables }: Walk, field: FieldNode): number {
  const argument = field.arguments?.find((one) => one.name.value === "first" || one.name.value === "last");
  if (argument?.value.kind === Kind.INT) return Number(argument.value.value);
  const given = argument?.value.kind === Kind.VARIABLE ? variables[argument.value.name.value] : undefined;
  return typeof given === "number" ? given : 250;
}

function valuesOf(data: readonly unknown[], field: FieldNode): unknown[] {
  const key = (field.alias ?? field.name).value;
  return data
    .flatMap((one) => (isRecord(one) ? one[key] : undefined))
    .filter((one) => one !== null && one !== undefined);
}

function countIn(connection: unknown): number {
  if (!isRecord(connection)) return 0;
  return Math.max(0, ...Object.values(connection).map((one) => (Array.isArray(one) ? one.length : 0)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
