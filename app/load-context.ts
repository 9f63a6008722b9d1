import type { Caller, ShopGuest } from "#app/domain/caller.ts";
import type { OrderId, ShopId } from "#app/domain/ids.ts";
import type { Instant } from "#app/domain/instant.ts";
import type { CustomerOrders } from "#app/views/customer-orders.ts";
import type { ListChoices } from "#app/views/list-choices.ts";
import type { OrderListQuery, OrderListView } from "#app/views/order-list.ts";
import type { OrderNeighbours } from "#app/views/order-neighbours.ts";
import type { OrderPageView } from "#app/views/order-page.ts";
import type { PrivacyRequestsView } from "#app/views/privacy-requests.ts";
import type { QuarantineCount, QuarantineQuery, QuarantineView } from "#app/views/quarantine-page.ts";
import type { ShopsPageView } from "#app/views/shops-page.ts";

/** What a route may use: views, acts and the door, already joined to the runtime. */
export interface Tek {
  readonly config: ShellConfig;
  readonly door: Door;
  readonly views: {
    orderList(caller: Caller, query: OrderListQuery): Promise<OrderListView>;
    /** What stands around an order in a list. Null: no such order. */
    orderNeighbours(caller: Caller, id: OrderId, list: OrderListQuery): Promise<OrderNeighbours | null>;
    /** What else the order's customer ordered. Null: nobody who could be known again. */
    customerOrders(caller: Caller, id: OrderId): Promise<CustomerOrders | null>;
    /** The order as its shop last sent it. Null: no such order, or its body was erased. */
    rawOrder(caller: Caller, id: OrderId): Promise<string | null>;
    /** The orders that match, in the list's order; no more than `most`. */
    matchingOrders(caller: Caller, query: OrderListQuery, most: number): Promise<readonly OrderId[]>;
    /** What matches the query, oldest first, as text in pieces of any size. */
    exportOrders(caller: Caller, query: OrderListQuery, format: "csv" | "ndjson"): AsyncIterable<string>;
    listChoices(caller: Caller): Promise<ListChoices>;
    /** Null: no such order in the caller's workspace. */
    orderPage(caller: Caller, id: OrderId, before: number | null): Promise<OrderPageView | null>;
    shopsPage(caller: Caller): Promise<ShopsPageView>;
    /** Whether the first-run guide is what a person sees first. */
    greets(caller: Caller): Promise<boolean>;
    quarantinePage(caller: Caller, query: QuarantineQuery): Promise<QuarantineView>;
    /** Null: the caller may not know. */
    quarantineCount(caller: Caller): Promise<QuarantineCount | null>;
    /** The record as its shop sent it; null: it came without a body, or is set aside no more. */
    quarantineBody(caller: Caller, shop: ShopId, externalId: string): Promise<string | null>;
    /** What became of an approval on a shop's own page, for whoever holds its token; null for an answer that is none. */
    approvalReturn(platform: string, query: URLSearchParams): Promise<ApprovalReturn | null>;
    /** What people and shops asked through their platforms: to be told what is held of them, or to be forgotten. */
    privacyRequests(caller: Caller): Promise<PrivacyRequestsView>;
    /** What is held of the person who asked to be told, as JSON text. Null: no such request. */
    personalData(caller: Caller, request: string): Promise<string | null>;
  };
  /** A shop joins a workspace that asked for it, by a link that a person of the shop confirms in its admin. */
  readonly joining: {
    /** Makes the link: once, within the hour, for this one shop. */
    makeLink(caller: Caller, shop: string): Promise<JoinLinkOutcome>;
    /** What a person of a shop is asked. `token`: out of the link; null where they came without it. */
    page(guest: ShopGuest | null, token: string | null): Promise<JoinView>;
    join(guest: ShopGuest, token: string): Promise<JoinOutcome>;
    /** The link is void from now on, and its workspace is told. */
    decline(guest: ShopGuest, token: string): Promise<JoinOutcome>;
    /** The shop gets a workspace of its own, or goes on in the one that it has. */
    goAlone(guest: ShopGuest): Promise<JoinOutcome>;
  };
  readonly acts: {
    /** Leaves a mark; a worker reads. False: no such order. */
    readAgain(caller: Caller, id: OrderId): Promise<boolean>;
    connectWooCommerce(caller: Caller, input: ConnectWooCommerceInput): Promise<ConnectOutcome>;
    /** Leaves marks for records that were set aside; answers for how many. Null stands for any. */
    retryQuarantined(caller: Caller, which: RetryWanted): Promise<number>;
    /** Lets go of a record that has no id. False: there is none, or it has one. */
    dismissQuarantined(caller: Caller, shop: ShopId, externalId: string): Promise<boolean>;
    /** Prepares that a person approves Tek on the WooCommerce shop's own page. */
    beginApproval(caller: Caller, input: Pick<ConnectWooCommerceInput, "url" | "allowHttp">): Promise<ApprovalOutcome>;
    /** Gives orders tags of ours and takes some away. */
    tagOrders(caller: Caller, tagging: Tagging): Promise<TagOutcome>;
    arrangeViews(caller: Caller, wanted: ViewChange): Promise<ViewOutcome>;
    /** Null: the person sees again what everybody sees. */
    chooseColumns(caller: Caller, columns: readonly string[] | null): Promise<void>;
    /** The first-run guide greets nobody in the workspace any more. */
    closeGuide(caller: Caller): Promise<void>;
    /** Tries a paused shop again. */
    resumeShop(caller: Caller, shop: ShopId): Promise<boolean>;
    /** Its orders stay; credentials are deleted, and what we hung up in the shop is taken down. */
    disconnectShop(caller: Caller, shop: ShopId): Promise<Parted>;
    /** A person was told what is held of them. False: there is no such request, or it is done. */
    answerPrivacyRequest(caller: Caller, request: string): Promise<boolean>;
    /** Of a disconnected shop; `name` is its name, typed again. */
    deleteShopOrders(caller: Caller, shop: ShopId, name: string): Promise<OrdersDeleted>;
  };
}

export interface Tagging {
  readonly orders: readonly OrderId[];
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export type TagOutcome =
  | { readonly kind: "tagged"; readonly changed: number }
  | { readonly kind: "refused"; readonly code: string; readonly params: Readonly<Record<string, number>> };

export type ViewChange =
  /** `query`: what stands behind the question mark of the list's address. */
  | { readonly act: "save"; readonly name: string; readonly query: string }
  | { readonly act: "rename"; readonly id: string; readonly name: string }
  | { readonly act: "move"; readonly id: string; readonly by: 1 | -1 }
  | { readonly act: "delete"; readonly id: string };

export type ViewOutcome = { readonly kind: "arranged" } | { readonly kind: "refused"; readonly code: string };

export interface ShellConfig {
  readonly apiKey: string | null;
  /** Where App Bridge comes from: Shopify's CDN, or the stand-in. */
  readonly appBridgeUrl: string;
  /** Origins that may frame us beside the shop and admin.shopify.com: the stand-in's. */
  readonly frameAncestors: readonly string[];
  /** Whether shops can hand over keys: they do so over https only. */
  readonly takesApprovals: boolean;
  /** Whether there is a Shopify app, by which Shopify shops are linked. */
  readonly hasShopify: boolean;
  /** Where people find help: an e-mail address or an https address. */
  readonly supportContact: string | null;
}

export interface Door {
  /** Who asks. Throws nothing: an answer that is no caller says what to do instead. */
  enter(request: Request): Promise<Entry>;
}

export type Entry =
  | {
      readonly kind: "caller";
      readonly caller: Caller;
      readonly shell: Shell;
      /** Whom a shop's admin vouched for; null for a sign-in of our own. */
      readonly guest: ShopGuest | null;
    }
  /** A person of a shop that is not linked, and that a workspace asked to have: nothing is linked before that person says so. */
  | { readonly kind: "awaited"; readonly guest: ShopGuest }
  /** An embedded document without a token: load App Bridge and come again. */
  | { readonly kind: "bounce"; readonly shop: string }
  /** A refused fetch from inside the admin: 401 with the header that makes App Bridge try once more. */
  | { readonly kind: "retry-token" }
  | { readonly kind: "unknown" };

export interface Shell {
  readonly frame: "embedded" | "standalone";
  /** The *.myshopify.com host, when embedded: for the frame-ancestors header. */
  readonly shop: string | null;
  readonly workspaceName: string;
  /** The person's language where the door knows it. */
  readonly locale: "en" | "tr" | null;
}

export interface RetryWanted {
  readonly shop: ShopId | null;
  /** A cause's code. */
  readonly code: string | null;
  /** The platform's id: this one record of the shop. */
  readonly externalId: string | null;
}

export interface ConnectWooCommerceInput {
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  readonly allowHttp: boolean;
}

export type ConnectOutcome = { readonly kind: "connected"; readonly shop: ShopId } | Refused;

/** `page`: the shop's own, where Tek is approved or denied. */
export type ApprovalOutcome = { readonly kind: "approve"; readonly address: string; readonly page: string } | Refused;

/** A field is not usable, or the shop refused: a code with parameters, worded at the screen. */
interface Refused {
  readonly kind: "refused";
  readonly field: string | null;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export type JoinLinkOutcome =
  /** `link`: a secret that is shown once; its end of life. */
  { readonly kind: "join-link"; readonly shop: string; readonly link: string; readonly expiresAt: Instant } | Refused;

export type JoinView =
  /** `shops`: what the shop's people will see, beside their own. */
  | { readonly kind: "asked"; readonly shop: string; readonly workspace: string; readonly shops: readonly string[] }
  /** The person came without the link. */
  | { readonly kind: "awaited"; readonly shop: string }
  /** `alone`: the shop is in no workspace, and may begin one of its own. */
  | (JoinRefused & { readonly alone: boolean });

/** `page`: Tek in the shop's admin, where it goes on. */
export type JoinOutcome =
  | { readonly kind: "joined"; readonly workspace: string; readonly page: string }
  | { readonly kind: "declined" }
  | { readonly kind: "alone"; readonly page: string }
  | JoinRefused;

interface JoinRefused {
  readonly kind: "refused";
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** How an approval on a shop's own page ended. */
export interface ApprovalReturn {
  readonly state: "waiting" | "linked" | "denied" | "failed";
  readonly address: string;
  readonly code: string | null;
  readonly params: Readonly<Record<string, string | number>>;
}

export type Parted =
  | {
      readonly kind: "parted";
      /** "left": the shop did not let us take its webhooks down. "none": it had none of ours. */
      readonly doorbells: "removed" | "left" | "none";
    }
  /** No such shop in the caller's workspace, or it was disconnected before. */
  | { readonly kind: "gone" };

export type OrdersDeleted =
  | { readonly kind: "deleted"; readonly orders: number }
  | { readonly kind: "refused"; readonly why: "gone" | "connected" | "name" };

declare module "@remix-run/server-runtime" {
  interface AppLoadContext {
    readonly tek: Tek;
  }
  interface Future {
    v3_singleFetch: true;
  }
}
