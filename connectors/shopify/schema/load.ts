import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import { z } from "zod";

/** What Shopify says of a field beyond its type. */
export interface FieldFacts {
  /** Shopify's own sentence about the scopes that reading the field (or the type it returns) needs. */
  readonly requiredAccess?: string;
  /** Protected customer data: empty for an app that was not approved for it. */
  readonly isProtected?: boolean;
}

export interface AdminSchema {
  readonly schema: GraphQLSchema;
  /** Keyed `Type.field`; a type's own facts are keyed by its name alone. */
  readonly facts: ReadonlyMap<string, FieldFacts>;
}

const factsPart = { requiredAccess: z.string().optional(), isProtected: z.boolean().optional() };
const introspection = z.object({
  __schema: z.looseObject({
    types: z.array(
      z.looseObject({
        name: z.string(),
        ...factsPart,
        fields: z.array(z.looseObject({ name: z.string(), ...factsPart })).optional(),
      }),
    ),
  }),
});

/**
 * Reads the Admin API schema, version 2026-10, from the file beside this one (about 150 ms and 25 MB of memory): keep the answer,
 * a second call reads again.
 */
export function loadAdminSchema(): AdminSchema {
  const file = gunzipSync(readFileSync(new URL("admin-2026-10.json.gz", import.meta.url)));
  const source: unknown = JSON.parse(file.toString("utf8"));
  const facts = new Map<string, FieldFacts>();
  for (const type of introspection.parse(source).__schema.types) {
    note(facts, type.name, type);
    for (const field of type.fields ?? []) note(facts, `${type.name}.${field.name}`, field);
  }
  return { schema: buildClientSchema(z.custom<IntrospectionQuery>().parse(source), { assumeValid: true }), facts };
}

function note(facts: Map<string, FieldFacts>, key: string, { requiredAccess, isProtected }: FieldFacts): void {
  if (requiredAccess === undefined && isProtected === undefined) return;
  facts.set(key, {
    ...(requiredAccess === undefined ? {} : { requiredAccess }),
    ...(isProtected === undefined ? {} : { isProtected }),
  });
}
