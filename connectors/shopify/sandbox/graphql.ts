import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";
import { z } from "zod";
import type { AdminSchema } from "../schema/load.ts";
import { type Access, createAccess } from "./access.ts";
import { type Bucket, createBucket } from "./bucket.ts";
import { inventoryItemView } from "./catalogue-graph.ts";
import { badRequest } from "./connections.ts";
import { actualCost, mostCostPerQuery, requestedCost } from "./cost.ts";
import { emptyValue, olderAmount } from "./defaults.ts";
import type { Desk } from "./desk.ts";
import type { GraphContext } from "./graph-context.ts";
import { refuseWithoutKey } from "./idempotency.ts";
import { mutationRoot } from "./mutations.ts";
import type { ShopifySandboxOptions } from "./options.ts";
import { orderView } from "./order-graph.ts";
import { queryRoot } from "./query-root.ts";
import { returnView } from "./return-graph.ts";
import type { Store } from "./state.ts";
import { json } from "./tokens.ts";

const ask = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

const limitsPage = "https://shopify.dev/api/usage/rate-limits";

interface Prepared {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
}

/** The Admin GraphQL endpoint of the shop: answers a request whose token was found good. */
export function createGraphQL(options: ShopifySandboxOptions, store: Store, desk: Desk, admin: AdminSchema) {
  const bucket = createBucket(options.plan ?? "standard", () => options.world.now());
  const prepared = new Map<string, Prepared>();
  const sorted: GraphContext["sorted"] = new Map();
  const fieldResolver = resolveField(admin.schema, createAccess(admin), options);

  return async (request: Request, scopes: ReadonlySet<string>): Promise<Response> => {
    const parsed = ask.safeParse(await request.json().catch(() => undefined));
    if (!parsed.success) return json(400, { errors: { query: "Required parameter missing or invalid" } });
    const { query, operationName } = parsed.data;
    const variables = parsed.data.variables ?? {};
    const { document, errors } = prepare(prepared, admin.schema, query);
    if (errors.length > 0) return json(200, { errors });
    const operation = getOperationAST(document, operationName);
    if (!operation)
      return json(200, { errors: [badRequest("No operation named in the request was found in the document.")] });
    const oversized = arrayTooLong(variables);
    if (oversized !== undefined) return json(200, { errors: [tooLong(oversized)] });

    const requested = requestedCost(admin.schema, document, operation, variables);
    const refusal = refuse(bucket, requested);
    if (refusal) return json(200, refusal);
    const context: GraphContext = {
      options,
      store,
      desk,
      scopes,
      now: options.world.now(),
      sorted,
      orderView: (order) => orderView(context, order),
      returnView: (order, one) => returnView(context, order, one),
      itemView: (variant) => inventoryItemView(context, variant),
    };
    const result = await execute({
      schema: admin.schema,
      document,
      operationName,
      variableValues: variables,
      rootValue: operation.operation === "mutation" ? mutationRoot(context) : queryRoot(context),
      contextValue: context,
      fieldResolver,
      typeResolver: (value) => typeNameOf(value),
    });
    return json(200, settle(bucket, requested, admin.schema, document, operation, variables, result), {
      "x-shopify-api-version": "2026-10",
    });
  };
}

function prepare(cache: Map<string, Prepared>, schema: GraphQLSchema, query: string): Prepared {
  const known = cache.get(query);
  if (known) return known;
  const fresh = read(schema, query);
  if (cache.size > 500) cache.clear();
  cache.set(query, fresh);
  return fresh;
}

function read(schema: GraphQLSchema, query: string): Prepared {
  try {
    const document = parse(query);
    return { document, errors: validate(schema, document) };
  } catch (error) {
    if (error instanceof GraphQLError) return { document: { kind: Kind.DOCUMENT, definitions: [] }, errors: [error] };
    throw error;
  }
}

function refuse(bucket: Bucket, requested: number): unknown {
  const cost = () => ({
    cost: { requestedQueryCost: requested, actualQueryCost: null, throttleStatus: bucket.status() },
  });
  if (requested > mostCostPerQuery) {
    const message = `Query cost is ${requested}, which exceeds the single query max cost limit (${mostCostPerQuery}).\n\nSee https://shopify.dev/concepts/about-apis/rate-limits for more information on how the\ncost of a query is calculated.`;
    return {
      errors: [
        {
          message,
          extensions: {
            code: "MAX_COST_EXCEEDED",
            cost: requested,
            maxCost: mostCostPerQuery,
            documentation: limitsPage,
          },
        },
      ],
      extensions: cost(),
    };
  }
  if (bucket.take(requested)) return undefined;
  return {
    errors: [{ message: "Throttled", extensions: { code: "THROTTLED", documentation: limitsPage } }],
    extensions: cost(),
  };
}

/** The answer with its price: the difference between what was asked and what it came to goes back into the bucket. */
function settle(
  bucket: Bucket,
  requested: number,
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  result: ExecutionResult,
): unknown {
  const actual = result.data ? Math.min(requested, actualCost(schema, document, operation, variables, result.data)) : 0;
  bucket.giveBack(requested - actual);
  const cost = { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: bucket.status() };
  return { ...result, extensions: { cost } };
}

/** Resolves every field of the schema: scopes first, then what the view holds, else the emptiest valid value. */
function resolveField(
  schema: GraphQLSchema,
  access: Access,
  options: ShopifySandboxOptions,
): GraphQLFieldResolver<unknown, GraphContext> {
  const fallbacks = { currency: options.currency, shop: options.shop };
  const openData = options.protectedData ?? true;
  return (source, args, context, info) => {
    const { fieldName, parentType, returnType } = info;
    const missing = access.missing(parentType.name, fieldName, returnType, context.scopes);
    if (missing) throw accessDenied(`Access denied for ${fieldName} field. Required access: ${missing}`, missing);
    if (parentType.name === "Mutation") refuseWithoutKey(info);
    const oversized = arrayTooLong(args);
    if (oversized !== undefined) throw tooLong(oversized);
    if (!openData && access.isProtected(parentType.name, fieldName)) return emptyValue(schema, returnType, fallbacks);
    const view = isRecord(source) ? source : {};
    const own = view[fieldName];
    const value: unknown = typeof own === "function" ? own(args, info) : own;
    if (value !== undefined && value !== null) return typeAllowed(access, context, value);
    if (value === undefined && parentType.name === "Mutation")
      throw badRequest(`This stand-in does not play the mutation ${fieldName}.`);
    if (
      getNamedType(returnType).name.endsWith("Connection") &&
      args.first === undefined &&
      args.last === undefined &&
      value === undefined
    )
      throw badRequest("you must provide one of first or last");
    return (
      (value === undefined ? olderAmount(view, fieldName, returnType) : undefined) ??
      emptyValue(schema, returnType, fallbacks)
    );
  };

  function typeAllowed(rules: Access, context: GraphContext, value: unknown): unknown {
    const missing =
      isRecord(value) && typeof value.__typename === "string"
        ? rules.missingForType(value.__typename, context.scopes)
        : undefined;
    if (missing) throw accessDenied(`Access denied. Required access: ${missing}`, missing);
    return value;
  }
}

function accessDenied(message: string, requiredAccess: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: "ACCESS_DENIED", documentation: "https://shopify.dev/api/usage/access-scopes", requiredAccess },
  });
}

function tooLong(size: number): GraphQLError {
  return new GraphQLError(`The input array size of ${size} is greater than the maximum allowed of 250.`, {
    extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
  });
}

function arrayTooLong(value: unknown): number | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) && value.length > 250) return value.length;
  for (const child of Object.values(value)) {
    const found = arrayTooLong(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function typeNameOf(value: unknown): string | undefined {
  return isRecord(value) && typeof value.__typename === "string" ? value.__typename : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
