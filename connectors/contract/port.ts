import type { Product } from "../../app/domain/goods/product.ts";
import type { StockLevel, StockPlace } from "../../app/domain/goods/stock-level.ts";
import type { ExternalId } from "../../app/domain/ids.ts";
import type { Instant } from "../../app/domain/instant.ts";
import type { OrderSnapshot } from "../../app/domain/orders/snapshot.ts";

/**
 * One storefront platform. Methods that are present are what the platform can do; facts about them sit beside them. An adapter
 * translates: it never sleeps, retries, throttles or stores. It throws nothing but `Fault`.
 */
export interface Connector<Account = unknown> {
  /** Also the folder's name: "shopify". */
  readonly platform: string;
  readonly title: string;
  readonly account: AccountForm<Account>;
  /** The engine throttles by these, an account each. The first is the default. */
  readonly budgets: Readonly<Record<string, Budget>>;
  /** Where a platform's own doorbells arrive: part of the path below /webhooks/<platform>. */
  readonly bells: "app" | "shop";
  open(account: Account, io: Io): Store;
  /** Verifies and parses in one step, so that nothing unverified has a type. Never throws. `secrets`: any may have signed. */
  receive(delivery: RawDelivery, secrets: readonly string[]): Received;
  /** Called by the engine, one at a time an account; the answer is stored before it is used. */
  readonly tokens?: {
    /** When the account's token should be exchanged for a fresh one; null when it never expires. */
    due(account: Account): Instant | null;
    refresh(account: Account, io: Io): Promise<Account>;
  };
}

/** What a merchant (or an install) gives us. Parsed once, stored encrypted. */
export interface AccountForm<Account> {
  readonly fields: readonly {
    readonly name: string;
    readonly secret: boolean;
    readonly optional?: true;
  }[];
  /** Throws `AccountError` that names the field and what is wrong with it. */
  parse(input: unknown): Account;
  /** The texts that must never be seen in a log, error, page or address. */
  secrets(account: Account): readonly string[];
}

/** A field of an account form is not usable; worded at the screen. */
export class AccountError extends Error {
  override readonly name = "AccountError";
  readonly field: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;

  constructor(field: string, code: string, params: Readonly<Record<string, string>> = {}) {
    super(`${field}: ${code}`);
    this.field = field;
    this.code = code;
    this.params = params;
  }
}

/** Everything an adapter may touch of the outside world. */
export interface Io {
  /**
   * Sends one request, if the budget allows it now; otherwise throws `Fault("throttled")` with `retryAt`. Redirects are not followed.
   * A network failure is a `Fault("unreachable")`. Answers are capped in size.
   */
  fetch(request: Request, spend?: Spend): Promise<Response>;
  /** What the platform said of its budget; the engine believes it from then on. */
  learned(budget: string, level: BudgetLevel): void;
  readonly signal: AbortSignal;
  /** To cut windows; never to decide what is new. */
  now(): Instant;
  /** A line for the log: an event's name and facts without secrets or personal values. */
  note(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
}

export interface Spend {
  readonly budget: string;
  readonly cost: number;
}

export interface Budget {
  readonly unit: "requests" | "cost";
  readonly burst: number;
  readonly perSecond: number;
  readonly owner: "account" | "app";
}

export interface BudgetLevel {
  readonly available: number;
  readonly burst: number;
  readonly perSecond: number;
}

/** One connected shop. */
export interface Store {
  /**
   * `believed`: the scopes that were missing when the shop was last tried. A platform that shows a right to nobody but who tries it takes
   * them for true; without them it tries, which may leave a refusal in the shop's own log.
   */
  whoami(believed?: readonly string[]): Promise<Identity>;
  readonly orders: Orders;
  readonly catalog?: Catalog;
  readonly stock?: Stock;
  readonly doorbells?: Doorbells;
}

export interface Identity {
  /** Unique on the platform and never changing while the shop is the same: it keeps one shop from being linked twice. */
  readonly externalId: ExternalId;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA; null where the platform only knows an offset. */
  readonly timezone: string | null;
  /** The shop's own admin. */
  readonly adminUrl: string;
  readonly missingScopes: readonly string[];
  /** How many days back the platform shows us orders; null or absent for all of them. */
  readonly historyDays?: number | null;
}

export interface Orders {
  readonly feed: Feed;
  /** What reads cost in the default budget; the engine weighs many single reads against pages of changes with it. */
  readonly cost: {
    readonly one: number;
    readonly page: number;
    readonly pageSize: number;
    /** Of a page of `identify`. */
    readonly heads: { readonly page: number; readonly pageSize: number };
  };
  /** Where changes after `at` begin. A feed with reach clamps to what the platform still shows. */
  from(at: Instant): Cursor;
  /** Changes in ascending order of modification. An empty page with `more` is normal; a short page is not the last one. */
  changedSince(cursor: Cursor): Promise<Page<OrderReading>>;
  /** Where the history begins: everything the platform shows, newest first as far as the platform can. */
  beginning(): Cursor;
  history(cursor: Cursor): Promise<Page<OrderReading>>;
  /** How many orders the history holds, for a progress bar; null when the platform cannot say. */
  count(): Promise<number | null>;
  /** Null: the platform shows no such order. Whether that means deleted, `absence` says. */
  one(id: ExternalId): Promise<OrderReading | null>;
  /** Ids and versions only, of everything the platform shows, newest first as far as the platform can: for sweeps. */
  identify(cursor: Cursor | null): Promise<Page<{ readonly id: ExternalId; readonly version: string }>>;
  /** "gone": an id that is not shown twice, ten minutes apart, was deleted. "unknown": only a doorbell says so. */
  readonly absence: "gone" | "unknown";
}

/** What the change feed is worth. What it misses, the engine finds by sweeps and by reading open orders again. */
export interface Feed {
  readonly by: "modified" | "created" | "status";
  readonly misses: readonly (
    | "payment"
    | "fulfillment"
    | "hold"
    | "delivery"
    | "refund"
    | "return"
    | "note"
    | "deletion"
  )[];
  readonly reachesBack?: { readonly days: number };
}

/** Opaque to the engine, JSON-safe, without anything of a person, made only by the adapter; saved in the transaction that saves the page. */
export type Cursor = { readonly [field: string]: string | number | readonly string[] };

export interface Page<T> {
  readonly items: readonly T[];
  /** These changed, but this page does not hold all of them: read each by id. */
  readonly mentions?: readonly ExternalId[];
  /** Items that broke the adapter's schema; each is set aside with its body, the others go on. */
  readonly unreadable?: readonly Unreadable[];
  readonly next: Cursor;
  readonly more: boolean;
}

export interface Unreadable {
  readonly id: ExternalId | null;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly body: string;
}

/** One order as read: what we understood, what we did not, and the body as it came. */
export interface OrderReading {
  readonly snapshot: OrderSnapshot;
  readonly raw: { readonly format: string; readonly body: string };
  /** Fields of the body that the adapter does not know, as path and JSON text: shown on the order's page. */
  readonly unknown: readonly { readonly path: string; readonly value: string }[];
}

/** What the shop sells. */
export interface Catalog {
  /** Where everything that the shop sells begins. */
  beginning(): Cursor;
  /** Where goods that changed after `at` begin; absent where the platform cannot tell what changed. */
  from?(at: Instant): Cursor;
  /**
   * Goods from the cursor on, each with all its variants. After the last page `next` is where later changes begin, where the platform
   * can tell them; otherwise where everything begins anew. What changes meanwhile may come twice.
   */
  products(cursor: Cursor): Promise<Page<Product>>;
}

/** How many units the shop counts, and where. */
export interface Stock {
  /** "one": the shop knows no places; it has a single one, which the adapter names. */
  readonly locations: "one" | "many";
  places(): Promise<readonly StockPlace[]>;
  /** Where all levels begin. */
  beginning(): Cursor;
  /** Where levels that changed after `at` begin; absent where the platform cannot tell what changed. */
  from?(at: Instant): Cursor;
  /** Levels from the cursor on; `next` after the last page as in the catalog. An item that is not counted has none. */
  levels(cursor: Cursor): Promise<Page<StockLevel>>;
  /** How counts are written; absent where the platform (or this adapter) only shows them. */
  readonly push?: StockPush;
}

export interface StockPush {
  /** Whether a change is refused when the shop's count is not `from`; where false, a lost race is seen by reading again only. */
  readonly compares: boolean;
  /** At most so many changes at once. */
  readonly most: number;
  /** Writes counts. A write whose answer never came is a `Fault("unsure")`: it is read back, never repeated blindly. */
  send(changes: readonly StockChange[]): Promise<StockPushed>;
  /**
   * What became of a ticket; absent where every push is done at once. "waiting": ask again. "forgotten": the platform keeps tickets for
   * a time only, and the counts must be read back.
   */
  ticket?(ticket: string): Promise<StockPushed | { readonly kind: "waiting" | "forgotten" }>;
}

export interface StockChange {
  readonly item: ExternalId;
  readonly place: ExternalId;
  /** What we believe the shop holds; null: whatever it holds. */
  readonly from: number | null;
  readonly to: number;
}

/** Done: an outcome for each change, in their order. A ticket: the platform works on it, and says later. */
export type StockPushed =
  | { readonly kind: "done"; readonly outcomes: readonly StockOutcome[] }
  | {
      readonly kind: "ticket";
      readonly ticket: string;
      /** Until when the platform answers for it; null when it never forgets. */
      readonly askUntil: Instant | null;
    };

/** "stale": the shop held something else than `from`. "refused": with the platform's reason, as a code with parameters. */
export type StockOutcome =
  | { readonly kind: "taken" | "stale" }
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly params: Readonly<Record<string, string | number>>;
    };

/**
 * How a platform is made to ring. "api": we hang the bells up ourselves. "hand": the merchant must enter our address in a panel of the
 * platform. "collect": nothing rings; the platform keeps what happened in a queue that we empty.
 */
export type Doorbells = BellsByApi | BellsByHand | CollectedBells;

export interface BellsByApi {
  readonly by: "api";
  /** Makes the platform ring at `address`, or finds that it does; safe to repeat. */
  ensure(address: string, secret: string): Promise<"in-place" | "made" | "revived">;
  /** Takes down whatever rings at `address`; safe to repeat. */
  remove(address: string): Promise<void>;
}

export interface BellsByHand {
  readonly by: "hand";
  /** What the merchant enters, in the panel's order and under the panel's own names. */
  readonly fields: readonly { readonly name: string; readonly holds: "address" | "secret" }[];
  /** The panel's page, where the platform has an address for it. */
  readonly panelUrl: string | null;
}

export interface CollectedBells {
  readonly by: "collect";
  /**
   * What happened from the cursor on; null: from the oldest that the platform still keeps. The platform forgets a page at the earliest
   * when the one after it is asked for, so that a page that could not be saved comes again.
   */
  collect(cursor: Cursor | null): Promise<Page<Signal>>;
}

export interface RawDelivery {
  readonly headers: Headers;
  readonly body: Uint8Array;
}

export type Received =
  | {
      readonly kind: "delivery";
      /** For diagnosis only; it never decides a drop. */
      readonly id: string;
      /** What the platform calls its topic. */
      readonly topic: string;
      /** The shop that the headers name: unauthenticated where one secret signs for all shops. */
      readonly shopHint: string;
      /** The shop that the signed body itself names; absent where it names none. It, never the hint, decides what cannot be taken back. */
      readonly shop?: ExternalId;
      readonly signals: readonly Signal[];
    }
  | { readonly kind: "handshake" }
  | { readonly kind: "refused"; readonly why: "unsigned" | "bad-signature" | "malformed" };

/** What a delivery is about. All but the privacy signals only ask for a look. */
export type Signal =
  | { readonly about: "order"; readonly id: ExternalId; readonly gone?: true }
  /** Something of some order changed, and the platform does not say of which. */
  | { readonly about: "orders" }
  | { readonly about: "product"; readonly id: ExternalId; readonly gone?: true }
  /** The stock of one item: at one location, or (null) wherever it lies. */
  | { readonly about: "stock"; readonly item: ExternalId; readonly location: ExternalId | null }
  | { readonly about: "location"; readonly id: ExternalId; readonly gone?: true }
  | { readonly about: "shop"; readonly what: "uninstalled" | "scopes-changed" | "changed" }
  /** A person asks, through the platform, what is held of them, or to be forgotten, in these orders. */
  | {
      readonly about: "privacy";
      readonly what: "customer-data" | "customer-erase";
      readonly orders: readonly ExternalId[];
    }
  /** All that is held of the shop must go. */
  | { readonly about: "privacy"; readonly what: "shop-erase" };
