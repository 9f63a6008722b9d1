import { z } from "zod";
import { type Instant, plus, seconds } from "../../app/domain/instant.ts";
import { Fault, type FaultFacts, type FaultKind } from "../contract/fault.ts";
import { retryAfter } from "../contract/retry-after.ts";
import type { Answer } from "./library.ts";

/** The one budget: query points, an app in a shop. */
export const budget = "admin";

const throttleStatus = z.object({
  maximumAvailable: z.number(),
  currentlyAvailable: z.number(),
  restoreRate: z.number().positive(),
});
const cost = z.object({
  requestedQueryCost: z.number().nullish(),
  actualQueryCost: z.number().nullish(),
  throttleStatus: throttleStatus.nullish(),
});
export type Cost = z.infer<typeof cost>;

const graphQLError = z.object({
  message: z.string().default(""),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  extensions: z.looseObject({ code: z.string().nullish(), requiredAccess: z.string().nullish() }).nullish(),
});
export type GraphQLProblem = z.infer<typeof graphQLError>;

const envelope = z.object({
  data: z.unknown().optional(),
  errors: z.union([z.array(graphQLError), z.string().transform((message) => [{ message }])]).nullish(),
  extensions: z.looseObject({ cost: cost.nullish().catch(null) }).nullish(),
});

/** A GraphQL answer taken apart. `denied` holds what the app may not see; all other errors have been thrown. */
export interface Told {
  readonly data: unknown;
  readonly denied: readonly GraphQLProblem[];
  readonly cost: Cost | null;
}

/**
 * Reads an answer of the Admin API, or throws the Fault that it means. Partial data is taken only where access was denied to a part;
 * after any other error a part that is null could as well be there.
 */
export function readAnswer(answer: Answer, now: Instant, learned: (cost: Cost) => void): Told {
  if (answer.status < 200 || answer.status > 299) throw faultOfStatus(answer, now);
  const parsed = envelope.safeParse(jsonOf(answer.text));
  if (!parsed.success) throw fault("unreadable", answer, "shopify.not-graphql", { body: answer.text });
  const { data, errors, extensions } = parsed.data;
  const paid = extensions?.cost ?? null;
  if (paid) learned(paid);
  const problems: readonly GraphQLProblem[] = errors ?? [];
  const denied = problems.filter(({ extensions }) => extensions?.code === "ACCESS_DENIED");
  const worst = problems.find((one) => !denied.includes(one));
  if (worst) throw faultOfError(worst, answer, paid, now);
  const [first] = denied;
  if (first && !holdsSomething(data)) throw forbidden(first, answer);
  if (!isRecord(data)) throw fault("unreadable", answer, "shopify.no-data", { body: answer.text });
  return { data, denied, cost: paid };
}

/** Access was denied to the whole of what was asked, not to a field of it. */
function forbidden(problem: GraphQLProblem, answer?: Answer): Fault {
  const access = problem.extensions?.requiredAccess ?? "";
  const scopes = [...access.matchAll(/`([a-z_]+)`/g)].map(([, scope]) => scope).join(",");
  return fault("forbidden", answer, "shopify.access-denied", {
    params: { path: problem.path?.join(".") ?? "", scopes },
  });
}

/**
 * By status, as shopify.dev "Status and error codes" names them: 401 token, 402 frozen, 403 access, 404 no such shop, 423 locked, 429 too many
 * (with `Retry-After` in seconds), 430 and 5xx Shopify's own trouble.
 */
export function faultOfStatus(answer: Answer, now: Instant): Fault {
  const { status, text } = answer;
  if (status === 401) return fault("signed-out", answer, "shopify.token-refused");
  if (status === 402) return fault("forbidden", answer, "shopify.shop-frozen");
  if (status === 423) return fault("forbidden", answer, "shopify.shop-locked");
  if (status === 403) {
    const retired = /non-expiring access tokens/i.test(text);
    return retired
      ? fault("signed-out", answer, "shopify.token-retired")
      : fault("forbidden", answer, "shopify.forbidden");
  }
  // Shopify itself answers in JSON; a page is some machine in between, and says nothing of the shop.
  if (status === 404 && jsonOf(text) !== undefined)
    return fault("signed-out", answer, "shopify.no-such-shop", { passes: true });
  if (status === 429 || status === 430)
    return throttled(answer, retryAfter(answer.headers, now) ?? plus(now, seconds(2)));
  if (status >= 500 || status < 400 || status === 404) return fault("unreachable", answer, "shopify.trouble");
  return fault("rejected", answer, "shopify.refused", { body: text });
}

function faultOfError(problem: GraphQLProblem, answer: Answer, paid: Cost | null, now: Instant): Fault {
  const code = problem.extensions?.code ?? "";
  if (code === "THROTTLED") return throttled(answer, plus(now, waitFor(paid)));
  if (code === "MAX_COST_EXCEEDED") return fault("rejected", answer, "shopify.query-too-dear");
  if (["INTERNAL_SERVER_ERROR", "TIMEOUT", "SERVICE_UNAVAILABLE"].includes(code))
    return fault("unreachable", answer, "shopify.trouble");
  if (code === "SHOP_INACTIVE") return fault("forbidden", answer, "shopify.shop-frozen");
  return fault("rejected", answer, "shopify.query-refused", {
    params: { error: code, message: problem.message.slice(0, 300) },
  });
}

/** How long until the points are back, in milliseconds. */
function waitFor(paid: Cost | null): number {
  const status = paid?.throttleStatus;
  if (!status) return seconds(2);
  const short = (paid?.requestedQueryCost ?? status.maximumAvailable) - status.currentlyAvailable;
  return Math.ceil(seconds(Math.max(short, 1) / status.restoreRate));
}

function throttled(answer: Answer, retryAt: Instant): Fault {
  return fault("throttled", answer, "shopify.throttled", { retryAt, budget });
}

/** With the facts that every fault of an answer has. */
function fault(kind: FaultKind, answer: Answer | undefined, code: string, more: Omit<FaultFacts, "code"> = {}): Fault {
  const requestId = answer?.headers.get("x-request-id");
  return new Fault(kind, {
    code,
    ...(answer ? { status: answer.status } : {}),
    ...(requestId ? { requestId } : {}),
    ...more,
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const holdsSomething = (data: unknown): boolean =>
  isRecord(data) && Object.values(data).some((value) => value !== null);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
