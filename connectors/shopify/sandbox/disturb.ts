import { type Disturbed, disturb as disturbed } from "../../contract/sandbox/disturb.ts";
import type { SandboxFaults } from "../../contract/sandbox/faults.ts";
import type { World } from "../../contract/sandbox/world.ts";
import { createBucket } from "./bucket.ts";
import type { Plan } from "./options.ts";
import { json } from "./tokens.ts";

export interface Troubled {
  readonly faults: SandboxFaults;
  readonly world: World;
  readonly plan: Plan;
  /** The body of a GraphQL request; undefined for a request for tokens. */
  readonly document: string | undefined;
  readonly pages: Disturbed["pages"];
  carryOut(): Promise<Response>;
}

/** What the faults of the contract look like at Shopify. Throws NoAnswer for a timeout. */
export function disturb({ faults, world, plan, document, pages, carryOut }: Troubled): Promise<Response> {
  return disturbed({
    faults,
    world,
    writes: document === undefined || /\bmutation\b/.test(document),
    tooMany: () => (document !== undefined && world.chance() < 0.5 ? throttled(plan, world) : tooMany()),
    refused: () => json(401, { errors: refusedToken }),
    broken: (done) => {
      const status = done ? 504 : ([500, 502, 503][Math.floor(world.chance() * 3)] ?? 503);
      return html(status, "Oops, something went wrong.", "There was a problem loading this website.");
    },
    page: () => html(200, "Verifying your connection...", "Your browser will be redirected."),
    list: listOf(document),
    pages,
    carryOut,
  });
}

export const refusedToken = "[API] Invalid API key or access token (unrecognized login or wrong password)";

/** Shopify refuses in two ways: at its edge with 429, or in GraphQL with 200 and a bucket that is empty. */
function tooMany(): Response {
  return json(
    429,
    { errors: "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service." },
    { "retry-after": "2.0" },
  );
}

function throttled(plan: Plan, world: World): Response {
  const status = createBucket(plan, () => world.now()).status();
  return json(200, {
    errors: [
      {
        message: "Throttled",
        extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
      },
    ],
    extensions: {
      cost: {
        requestedQueryCost: 10,
        actualQueryCost: null,
        throttleStatus: { ...status, currentlyAvailable: 0 },
      },
    },
  });
}

/** A cache that forgets which page was asked for: the same document, whatever its cursor. */
function listOf(document: string | undefined): string | null {
  if (document === undefined || !document.includes("pageInfo")) return null;
  return document.replace(/"after"\s*:\s*("(?:[^"\\]|\\.)*"|null)/, '"after":*');
}

function html(status: number, title: string, text: string): Response {
  return new Response(
    `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`,
    { status, headers: { "content-type": "text/html; charset=utf-8" } },
  );
}
