import { expect } from "vitest";
import type { ExternalId } from "../../../app/domain/ids.ts";
import { type Instant, toInstant } from "../../../app/domain/instant.ts";
import type { OrderSnapshot } from "../../../app/domain/orders/snapshot.ts";
import { createIo } from "../../http.ts";
import { createPacer } from "../../pacer.ts";
import { Fault } from "../fault.ts";
import type { Budget, Connector, Cursor, OrderReading, Page, Store } from "../port.ts";
import type { Bells, Harness } from "./harness.ts";

/** Answers a request instead of the stand-in, or lets it pass. */
export type Intercept = (request: Request, pass: () => Promise<Response>) => Promise<Response>;

/** A harness with an Io that the battery watches and can disturb. */
export interface Bench extends Omit<Harness<unknown>, "connector" | "account" | "withPageSize" | "bells"> {
  /** Throws where the platform rings nobody: its cases are skipped. */
  readonly bells: Bells;
  readonly platform: Omit<Connector<unknown>, "open" | "account" | "tokens">;
  /** Opens the account anew, as every pull of the engine does. */
  store(pageSize?: number): Store;
  now(): Instant;
  intercept(how: Intercept | null): void;
  /** The fault that the work ends in; fails when it ends otherwise. */
  faultOf(work: Promise<unknown>): Promise<Fault>;
  /** Parses the account from JSON again, and from nothing. */
  reparse(): { readonly same: boolean; readonly fromNothing: unknown; readonly fields: readonly string[] };
  /** When the account's token is due, and the store that a refresh of it opens; null where tokens live for ever. */
  refresh:
    | (() => Promise<{ readonly due: Instant | null; readonly dueAfter: Instant | null; readonly store: Store }>)
    | null;
  readonly secrets: readonly string[];
  readonly seen: { readonly urls: string[]; readonly notes: string[]; readonly faults: Fault[] };
}

export function createBench<Account>(harness: Harness<Account>): Bench {
  const { connector, account, sandbox } = harness;
  const seen: Bench["seen"] = { urls: [], notes: [], faults: [] };
  const secrets = connector.account.secrets(account);
  const now = () => toInstant(sandbox.now());
  let intercept: Intercept | null = null;

  function open(from: Connector<Account>, using: Account): Store {
    return from.open(using, ioFor(from));
  }

  function ioFor(from: Connector<Account>) {
    const fetch = (request: Request) => {
      seen.urls.push(request.url);
      const pass = () => sandbox.fetch(request);
      return intercept ? intercept(request, pass) : pass();
    };
    return createIo({
      network: { fetch },
      clock: { now },
      log: {
        info: (event, facts) => seen.notes.push(`${event} ${JSON.stringify(facts)}`),
        warn: (event, facts) => seen.notes.push(`${event} ${JSON.stringify(facts)}`),
        error: (event, error, facts) => seen.notes.push(`${event} ${String(error)} ${JSON.stringify(facts)}`),
      },
      pacer: createPacer(Object.fromEntries(Object.entries(from.budgets).map(([name, b]) => [name, plenty(b)])), {
        now,
      }),
      priority: "person",
      // Nothing is redacted here: what an adapter notes must be clean by itself.
      secrets: [],
      signal: new AbortController().signal,
      platform: from.platform,
      shop: "conformance",
    });
  }

  const { tokens } = connector;
  return {
    ...harness,
    get bells() {
      if (!harness.bells) throw new Error("The platform rings nobody");
      return harness.bells;
    },
    platform: connector,
    secrets,
    seen,
    now,
    store: (pageSize) =>
      open(pageSize === undefined ? connector : (harness.withPageSize?.(pageSize) ?? connector), account),
    intercept(how) {
      intercept = how;
    },
    async faultOf(work) {
      const outcome = await work.then(
        (value) => new Error(`Expected a fault, got ${JSON.stringify(value)?.slice(0, 300)}`),
        (error: unknown) => error,
      );
      if (!(outcome instanceof Fault)) throw outcome;
      seen.faults.push(outcome);
      return outcome;
    },
    reparse() {
      const again = connector.account.parse(JSON.parse(JSON.stringify(account)));
      let fromNothing: unknown = null;
      try {
        connector.account.parse({});
      } catch (error) {
        fromNothing = error;
      }
      return {
        same: JSON.stringify(again) === JSON.stringify(account),
        fromNothing,
        fields: connector.account.fields.map(({ name }) => name),
      };
    },
    refresh: tokens
      ? async () => {
          const fresh = await tokens.refresh(account, ioFor(connector));
          return { due: tokens.due(account), dueAfter: tokens.due(fresh), store: open(connector, fresh) };
        }
      : null,
  };
}

const plenty = (budget: Budget): Budget => ({ ...budget, burst: 1e9, perSecond: 1e9 });

type Read = (cursor: Cursor) => Promise<Page<OrderReading>>;

/** What a pull brought: every id once for each time, and the cursors before and after every page. */
export interface Pulled {
  readonly ids: readonly ExternalId[];
  readonly snapshots: ReadonlyMap<string, OrderSnapshot>;
  readonly mentioned: ReadonlySet<string>;
  readonly cursors: readonly Cursor[];
  readonly upTo: readonly ReadonlySet<string>[];
}

const mostPages = 2000;

/** Pulls to the end. Every cursor goes through JSON, as it does in the engine. `between` runs after each page but the last. */
export async function pull(
  read: Read,
  from: Cursor,
  between?: (page: Page<OrderReading>) => Promise<void>,
): Promise<Pulled> {
  const ids: ExternalId[] = [];
  const snapshots = new Map<string, OrderSnapshot>();
  const mentioned = new Set<string>();
  const cursors: Cursor[] = [from];
  const upTo: Set<string>[] = [new Set()];
  for (let cursor = from; ; ) {
    const page = await read(cursor);
    expect(page.unreadable ?? [], "no item of the stand-in is unreadable").toEqual([]);
    for (const { snapshot } of page.items) {
      ids.push(snapshot.id);
      snapshots.set(snapshot.id, snapshot);
      mentioned.delete(snapshot.id);
    }
    for (const id of page.mentions ?? []) {
      ids.push(id);
      mentioned.add(id);
    }
    const stored = jsonAgain(page.next);
    expect(stored, "a cursor survives JSON").toEqual(page.next);
    cursor = stored;
    cursors.push(cursor);
    upTo.push(new Set(ids));
    if (!page.more) return { ids, snapshots, mentioned, cursors, upTo };
    await between?.(page);
    if (cursors.length > mostPages) throw new Error(`The pull does not end: it stands at ${JSON.stringify(cursor)}`);
  }
}

const jsonAgain = (cursor: Cursor): Cursor => JSON.parse(JSON.stringify(cursor));

/** All ids and versions, page by page. */
export async function identifyAll(store: Store): Promise<Map<string, string>> {
  const versions = new Map<string, string>();
  for (let cursor: Cursor | null = null, pages = 0; ; pages++) {
    const page: Awaited<ReturnType<Store["orders"]["identify"]>> = await store.orders.identify(cursor);
    for (const { id, version } of page.items) versions.set(id, version);
    if (!page.more) return versions;
    if (pages > mostPages) throw new Error("identify does not end");
    cursor = jsonAgain(page.next);
  }
}

/** The order as the connector reads it alone; fails when it is not there. */
export async function alone(store: Store, id: ExternalId): Promise<OrderSnapshot> {
  const reading = await store.orders.one(id);
  if (!reading) throw new Error(`Order ${id} is there, but one() says null`);
  return reading.snapshot;
}
