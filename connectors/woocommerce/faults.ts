import { z } from "zod";
import { type Instant, plus, seconds } from "../../app/domain/instant.ts";
import { normaliseText } from "../../app/domain/text.ts";
import { Fault, type FaultKind } from "../contract/fault.ts";
import { retryAfter } from "../contract/retry-after.ts";
import type { Answer } from "./answer.ts";
import { readJson } from "./read-json.ts";
import { codeOfPage } from "./site-page.ts";

export type Way = "read" | "write";

const errorSchema = z.object({ code: z.string(), message: z.string().optional() });

interface Meaning {
  readonly status: number;
  /** WordPress' own code; without one the row holds for every other answer of that status that is WordPress' JSON. */
  readonly code?: string | RegExp;
  readonly on?: Way;
  readonly says?: RegExp;
  readonly kind: FaultKind;
  readonly as: string;
}

/** Codes with which WordPress and the plugins that close its REST API turn everybody away; WooCommerce's own begin with its name. */
const restClosed = /^(rest_|itsec_|wordfence|disable|dra_|jwt_auth)/;

/**
 * What an answer means; the first row that fits. Recorded on WooCommerce 11.0.1 unless said otherwise. A refused key looks the same as
 * an unknown one over https (`cannot_view`), and sites translate the messages, so they are a help and never the only sign.
 */
const meanings: readonly Meaning[] = [
  // A read-only key answers 401 to a write. Whether the key itself still lives, the next read says.
  { status: 401, on: "write", kind: "forbidden", as: "woocommerce.write-refused" },
  { status: 401, says: /timestamp/i, kind: "unreachable", as: "woocommerce.clocks-differ" },
  { status: 401, says: /nonce/i, kind: "unreachable", as: "woocommerce.nonce-reused" },
  { status: 401, code: restClosed, kind: "forbidden", as: "woocommerce.rest-refused" },
  { status: 403, code: restClosed, kind: "forbidden", as: "woocommerce.rest-refused" },
  { status: 401, says: /secret|signature/i, kind: "signed-out", as: "woocommerce.secret-wrong" },
  { status: 401, says: /consumer key/i, kind: "signed-out", as: "woocommerce.key-unknown" },
  { status: 401, code: /_cannot_/, kind: "signed-out", as: "woocommerce.key-unknown" },
  { status: 401, kind: "signed-out", as: "woocommerce.key-refused" },
  { status: 403, kind: "forbidden", as: "woocommerce.forbidden" },
  // The plugin is off or the permalinks are plain: the orders are not gone, the site cannot be asked.
  { status: 404, code: "rest_no_route", kind: "unreachable", as: "woocommerce.no-api" },
  { status: 404, kind: "missing", as: "woocommerce.missing" },
  { status: 410, kind: "missing", as: "woocommerce.trashed" },
  { status: 409, kind: "conflict", as: "woocommerce.conflict" },
  {
    status: 500,
    code: "woocommerce_rest_cannot_create_order_refund",
    kind: "rejected",
    as: "woocommerce.refund-refused",
  },
];

/** The fault that an answer stands for, or null when it is a success. `now` is where a wait without a date begins. */
export function faultOf(answer: Answer, way: Way, now: Instant): Fault | null {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return null;
  const error = errorSchema.safeParse(readJson(answer.text)?.value).data ?? null;
  const facts = {
    status,
    ...(headers.get("x-request-id") ? { requestId: headers.get("x-request-id") ?? "" } : {}),
    params: {
      status,
      ...(error ? { platformCode: error.code.slice(0, 100), words: normaliseText(error.message ?? "", 300) } : {}),
    },
  };
  const wait = retryAfter(headers, now);
  const page = error ? null : codeOfPage(answer);
  if (status === 429 || (status === 503 && wait !== null))
    return new Fault("throttled", {
      ...facts,
      code: page ?? "woocommerce.busy",
      retryAt: wait ?? plus(now, seconds(60)),
    });
  if (status >= 300 && status < 400) return redirected(answer);
  const found = error && meanings.find((row) => fits(row, status, way, error));
  if (found) return new Fault(found.kind, { ...facts, code: found.as });
  if (!error && !page && status === 401 && way === "read")
    return new Fault("signed-out", { ...facts, code: "woocommerce.key-refused" });
  // No JSON: a firewall, a challenge, a page of the theme or of the host stands between us and WordPress.
  if (!error && status < 500) return new Fault("unreachable", { ...facts, code: page ?? "woocommerce.blocked" });
  if (status >= 500)
    return new Fault(way === "write" ? "unsure" : "unreachable", { ...facts, code: page ?? "woocommerce.broken" });
  return new Fault("rejected", { ...facts, code: "woocommerce.rejected" });
}

function fits(row: Meaning, status: number, way: Way, error: z.infer<typeof errorSchema>): boolean {
  return (
    row.status === status &&
    (row.code === undefined || (typeof row.code === "string" ? row.code === error.code : row.code.test(error.code))) &&
    (row.on === undefined || row.on === way) &&
    (row.says === undefined || row.says.test(error.message ?? ""))
  );
}

/**
 * The site moved (http to https, www, another domain), or a plugin sends strangers elsewhere. Nothing is followed: the keys would go
 * along. `to`: the address of the site there, as it is to be typed.
 */
function redirected({ headers, status }: Answer): Fault {
  const location = headers.get("location") ?? "";
  const url = URL.parse(location);
  if (/wp-login|\/login|\/my-account/i.test(location))
    return new Fault("unreachable", { code: "woocommerce.login-page", status, params: { status } });
  if (!url) return new Fault("unreachable", { code: "woocommerce.redirected-somewhere", status, params: { status } });
  const folder = url.pathname.replace(/\/(wp-json|wc-auth)(\/.*)?$/, "").replace(/\/+$/, "");
  const to = `${url.origin}${folder}`.slice(0, 300);
  return new Fault("unreachable", { code: "woocommerce.redirected", status, params: { status, to } });
}
