import { z } from "zod";
import { noFaults } from "../../contract/sandbox/faults.ts";
import type { Journal, World } from "../../contract/sandbox/world.ts";
import { kinds } from "./model.ts";

type Kinds = typeof kinds;
export type Kind = keyof Kinds;
export type Entity<K extends Kind> = z.infer<Kinds[K]>;

/** One record written or removed. */
export type Change = { [K in Kind]: { kind: K; put: Entity<K> } | { kind: K; drop: string } }[Kind];

/** What the shop holds. Reads are from memory; nothing changes but through `commit`. */
export interface Store {
  get<K extends Kind>(kind: K, id: string): Entity<K> | undefined;
  all<K extends Kind>(kind: K): Iterable<Entity<K>>;
  size(kind: Kind): number;
  /** Writes all changes as one journal entry, then applies them: a kill in between leaves all or none. */
  commit(changes: readonly Change[]): void;
  house(): Entity<"house">;
  /** Grows with every change to any order: what was derived from an older number is stale. */
  revision(): number;
}

const journalled = z.array(z.object({ kind: z.string(), put: z.unknown().optional(), drop: z.string().optional() }));

type Tables = { [K in Kind]: Map<string, Entity<K>> };

/** Opens the shop as its journal left it. Throws when the journal holds a record that this version cannot read. */
export function openStore(journal: Journal): Store {
  const tables: Tables = {
    order: new Map(),
    customer: new Map(),
    token: new Map(),
    subscription: new Map(),
    delivery: new Map(),
    house: new Map(),
    deleted: new Map(),
    answered: new Map(),
    job: new Map(),
    level: new Map(),
    location: new Map(),
    good: new Map(),
    adjustment: new Map(),
    mail: new Map(),
  };
  for (const entry of journal.read())
    for (const change of journalled.parse(entry)) replay(tables, change.kind, change.put, change.drop);
  let revision = 0;
  return {
    get: (kind, id) => tables[kind].get(id),
    all: (kind) => tables[kind].values(),
    size: (kind) => tables[kind].size,
    revision: () => revision,
    house: () => tables.house.get("house") ?? freshHouse,
    commit(changes) {
      if (changes.length === 0) return;
      journal.append(changes);
      for (const change of changes) {
        apply(tables, change);
        if (change.kind === "order") revision += 1;
      }
    },
  };
}

const freshHouse: Entity<"house"> = {
  id: "house",
  nextId: 6_100_000_000_000,
  nextNumber: 1001,
  installed: true,
  standing: "open",
  name: null,
  host: null,
  scopes: null,
  faults: noFaults,
};

function replay(tables: Tables, kind: string, put: unknown, drop: string | undefined): void {
  if (!isKind(kind))
    throw new Error(`The journal holds "${kind}", which this stand-in does not know: start with a new journal.`);
  if (drop !== undefined) tables[kind].delete(drop);
  else write(tables, kind, kinds[kind].parse(put));
}

function isKind(name: string): name is Kind {
  return Object.hasOwn(kinds, name);
}

function apply(tables: Tables, change: Change): void {
  if ("drop" in change) tables[change.kind].delete(change.drop);
  else write(tables, change.kind, change.put);
}

/** The kind names the table, so the pair always fits; the compiler cannot follow a union across two arguments. */
function write(tables: Tables, kind: Kind, value: { id: string }): void {
  (tables[kind] as Map<string, { id: string }>).set(value.id, value);
}

/** Makes ids and random text for one change, and says at the end what the counters became. */
export interface Minter {
  /** The next numeric id as Shopify's legacy ids look. */
  id(): string;
  number(): number;
  hex(length: number): string;
  uuid(): string;
  /** To be committed together with what used the ids. */
  changes(): Change[];
}

export function mintFor(store: Store, world: World): Minter {
  let { nextId, nextNumber } = store.house();
  const hex = (length: number) => {
    let text = "";
    while (text.length < length) text += Math.floor(world.chance() * 16).toString(16);
    return text;
  };
  return {
    id() {
      nextId += 32_768 + 1;
      return String(nextId);
    },
    number: () => nextNumber++,
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    changes: () => [{ kind: "house", put: { ...store.house(), nextId, nextNumber } }],
  };
}
