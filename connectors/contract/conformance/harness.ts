import type { ExternalId } from "../../../app/domain/ids.ts";
import type { Money } from "../../../app/domain/money.ts";
import type { Connector, RawDelivery } from "../port.ts";

/** What the battery needs of a platform: its connector, and a stand-in to hold it against. Made anew for every case. */
export interface Harness<Account> {
  readonly connector: Connector<Account>;
  readonly account: Account;
  readonly sandbox: Driver;
  /** Leave out where the platform rings nobody. */
  readonly bells?: Bells;
  /** Parts of the port that the connector has beyond orders; why it has no others, `lacks` says. */
  readonly parts?: readonly Part[];
  /** Why something is not there: its cases are skipped with this reason. What is neither there nor named here fails. */
  readonly lacks?: Partial<Readonly<Record<Lack, string>>>;
  /** Answers as the platform itself gives them, for a read of orders. */
  readonly answers: Answers;
  /** The connector with pages of this size, where it can; the battery tries small ones. */
  withPageSize?(size: number): Connector<Account>;
  /** Secrets that the platform's own signing puts into an address (an OAuth consumer key). */
  readonly mayStandInUrls?: readonly string[];
  close?(): void;
}

export type Part = "goods" | "push" | "collect";
export type Lack = Part | ChangeKind | "bells" | "handshake" | "pictures";

/** What a shop may suffer; those a connector's feed does not see stand in its `misses`. */
export const changeKinds = [
  "edit",
  "payment",
  "fulfillment",
  "hold",
  "delivery",
  "refund",
  "return",
  "cancellation",
  "note",
  "deletion",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Plays merchant and customer at the stand-in. Ids are those that the connector's snapshots carry. */
interface Driver {
  /** The stand-in's network. */
  fetch(request: Request): Promise<Response>;
  /** Epoch milliseconds of the stand-in's clock; the battery gives the connector the same. */
  now(): number;
  /** Moves that clock. */
  advance(ms: number): Promise<void>;
  /** A new order that is ready to be paid, with two lines at least where the platform can. Several may fall in one second. */
  place(): Promise<ExternalId>;
  /** Each does one thing to one order. Leave out what the platform (or its stand-in) cannot do, and say in `lacks` why. */
  readonly change: { readonly edit: Change } & Partial<Readonly<Record<ChangeKind, Change>>>;
  /** Changes some good's title, and some count, and says which; needed where the connector has goods. */
  readonly floor?: {
    rename(): Promise<{ readonly product: ExternalId; readonly title: string }>;
    recount(): Promise<{ readonly item: ExternalId; readonly place: ExternalId; readonly available: number }>;
  };
  /** An id of the right form that no order has. */
  readonly absent: ExternalId;
  /** Every order that the connector should show, as the shop knows it. */
  truth(): Promise<readonly TrueOrder[]>;
}

export type Change = (id: ExternalId) => Promise<void>;

interface TrueOrder {
  readonly id: ExternalId;
  /** What was sold, before refunds, in the order's (shop) currency. */
  readonly total: Money;
  readonly refunded: Money;
}

export interface Bells {
  /** A genuine delivery about this order as the platform sends it, signed with `secret`. */
  genuine(order: ExternalId, secret: string): Promise<RawDelivery> | RawDelivery;
  /** A genuine delivery, signed with `secret`, of a topic that the connector has no use for. */
  unknownTopic(secret: string): Promise<RawDelivery> | RawDelivery;
  /** What the platform sends to see whether we are there; leave out where it sends none. */
  readonly handshake?: RawDelivery;
  /** Everything that the stand-in has rung since the last call, once nothing is under way; leave out where it cannot be told. */
  rung?(): Promise<readonly RawDelivery[]>;
  /** The header that carries the signature. */
  readonly signatureHeader: string;
}

interface Answers {
  /** The token or key is not (or no longer) known. */
  signedOut(): Response;
  /** The token is good, the right is missing. */
  forbidden(): Response;
  /** Too many requests, and in how many whole seconds to come back (null: it does not say). */
  throttled(seconds: number | null): Response;
}

/** A case that a platform cannot pass, and why. A case that is named here but not there fails the run. */
export interface Skipped {
  readonly case: string;
  readonly because: string;
}
