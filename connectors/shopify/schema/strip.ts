/**
 * Makes the schema that the project keeps out of a full introspection of Shopify's Admin API:
 *
 *     node connectors/shopify/schema/strip.ts <introspection.json.gz>
 *
 * The source is the `data/admin_2026-10.json.gz` inside the npm package `@shopify/dev-mcp`. Sentences go away; names, types,
 * deprecations, required scopes and the marks of protected customer data stay.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";

const kept = new Set(
  [
    "__schema queryType mutationType subscriptionType types directives",
    "kind name fields inputFields interfaces enumValues possibleTypes isOneOf",
    "args type ofType defaultValue isRepeatable locations",
    "deprecationReason requiredAccess isProtected",
  ].flatMap((names) => names.split(" ")),
);

/** Keeps what the executor needs; drops nulls and falses, except where the introspection format asks for the key. */
function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== "object" || value === null) return value;
  const slim: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(value)) {
    if (!kept.has(key)) continue;
    if (child === false || child === null) continue;
    slim[key] = strip(child);
  }
  return slim;
}

const source = process.argv[2];
if (source === undefined) {
  console.error("Say which file to read: node connectors/shopify/schema/strip.ts <introspection.json.gz>");
  process.exit(1);
}
const raw = JSON.parse(gunzipSync(readFileSync(source)).toString("utf8"));
const target = fileURLToPath(new URL("admin-2026-10.json.gz", import.meta.url));
writeFileSync(target, gzipSync(JSON.stringify(strip(raw.data ?? raw)), { level: 9 }));
console.log(`${target} written`);
