import { type GraphQLOutputType, getNamedType, isObjectType } from "graphql";
import type { AdminSchema } from "../schema/load.ts";

/** Decides what a set of scopes may read, from the sentences that the schema itself carries. */
export interface Access {
  /** The scopes of which one is needed to select the field, or undefined when nothing is missing. */
  missing(parent: string, field: string, type: GraphQLOutputType, scopes: ReadonlySet<string>): string | undefined;
  missingForType(type: string, scopes: ReadonlySet<string>): string | undefined;
  isProtected(parent: string, field: string): boolean;
}

export function createAccess({ facts }: AdminSchema): Access {
  const needs = new Map<string, readonly string[]>();
  const anyOf = (key: string): readonly string[] => {
    const known = needs.get(key);
    if (known) return known;
    const parsed = scopesIn(facts.get(key)?.requiredAccess);
    needs.set(key, parsed);
    return parsed;
  };
  const lacking = (key: string, scopes: ReadonlySet<string>) => {
    const wanted = anyOf(key);
    return wanted.length === 0 || wanted.some((scope) => holds(scopes, scope))
      ? undefined
      : facts.get(key)?.requiredAccess;
  };
  return {
    missing: (parent, field, type, scopes) => lacking(`${parent}.${field}`, scopes) ?? lacking(subjectOf(type), scopes),
    missingForType: lacking,
    isProtected: (parent, field) => facts.get(`${parent}.${field}`)?.isProtected === true,
  };
}

/** The type that a field is about: of a connection, the type of its nodes. */
function subjectOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  const nodes = isObjectType(named) && named.name.endsWith("Connection") ? named.getFields().nodes : undefined;
  return nodes ? getNamedType(nodes.type).name : named.name;
}

/** Sentences read "`read_x` access scope or `read_y` access scope. Also: …"; only the first part names what apps need. */
function scopesIn(sentence: string | undefined): string[] {
  const [needed = ""] = (sentence ?? "").split(/\bAlso:/);
  const names = [...needed.matchAll(/`([a-z_]+)`/g)].flatMap(([, name]) => (name ? [name] : []));
  return names.map((name) => (/^(read|write)_/.test(name) ? name : `write_${name}`));
}

function holds(scopes: ReadonlySet<string>, wanted: string): boolean {
  return scopes.has(wanted) || (wanted.startsWith("read_") && scopes.has(`write_${wanted.slice(5)}`));
}
