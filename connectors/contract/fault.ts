import type { Instant } from "../../app/domain/instant.ts";

/** The closed set of what can go wrong between us and a platform. Each has exactly one consequence, in `afterFault`. */
export type FaultKind =
  | "signed-out" // the token or key is refused: pause the account, ask the merchant to link it again
  | "forbidden" // a scope or the plan lacks it: pause this one ability
  | "throttled" // wait until `retryAt`; does not count as a failed attempt
  | "unreachable" // nothing was sent, or nothing can have changed: try again with backoff
  | "unsure" // a write was sent and no answer came: read back, never repeat blindly
  | "missing" // the thing is not there (any more)
  | "conflict" // it changed under us: read again, decide again
  | "rejected" // the platform understood and said no: park for a person, with its words
  | "unreadable"; // the answer broke our schema: park it, keep the body

export interface FaultFacts {
  /** Stored and worded at the screen: a code with parameters, never a sentence. No secret and no personal value. */
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly status?: number;
  readonly requestId?: string;
  /** For "throttled": when it is worth trying again, and which budget was short. */
  readonly retryAt?: Instant;
  readonly budget?: string;
  /** It may end without anybody giving us other credentials: worth asking again, at long intervals. "forbidden" always is. */
  readonly passes?: true;
  /** For "unreadable": the body as it came. */
  readonly body?: string;
  readonly cause?: unknown;
}

/** The only error that an adapter throws. */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly kind: FaultKind;
  readonly facts: FaultFacts;

  constructor(kind: FaultKind, facts: FaultFacts) {
    super(`${kind}: ${facts.code}`, { cause: facts.cause });
    this.kind = kind;
    this.facts = facts;
  }
}

export type Consequence = "retry" | "wait" | "read-back" | "decide-again" | "park" | "pause-ability" | "pause-account";

export const afterFault: Readonly<Record<FaultKind, Consequence>> = {
  "signed-out": "pause-account",
  forbidden: "pause-ability",
  throttled: "wait",
  unreachable: "retry",
  unsure: "read-back",
  missing: "park",
  conflict: "decide-again",
  rejected: "park",
  unreadable: "park",
};
