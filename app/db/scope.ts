import type { SQL } from "drizzle-orm";
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import type { WorkspaceId } from "#app/domain/ids.ts";
import type { Dialect } from "#drizzle/kit.ts";
import type { Schema } from "#drizzle/schema/define-schema.ts";

type AnyQueries = BaseSQLiteDatabase<"async", unknown, Record<string, never>>;

/**
 * Typed as an asynchronous SQLite database, whichever engine it is: no synchronous result leaks into callers. Await the builders
 * themselves: their `.all()`, `.get()`, `.run()` and `.values()` exist on one engine only. Hand-written SQL goes through `rows`.
 */
export type Queries = Omit<AnyQueries, "transaction" | "run" | "all" | "get" | "values">;

interface Statements {
  readonly q: Queries;
  readonly t: Schema;
  readonly dialect: Dialect;
  /** Runs one hand-written statement; rows are keyed by column name as the database spells it, JSON still as text. */
  rows(statement: SQL): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** Reading inside one workspace. Only this (and the named global exceptions) gives access to queries. */
export interface Reading extends Statements {
  readonly workspace: WorkspaceId;
}

/** Inside the one write transaction of a workspace. */
export interface Writing extends Reading {
  readonly writing: true;
  /** Marks that events or jobs change: once committed, listeners hear of the workspace. */
  announce(): void;
}

/** Why a query may go without a workspace. The whole list. */
export type GlobalReason =
  | "external-shop"
  | "people"
  | "sign-ins"
  | "workspaces"
  | "due-work"
  | "health"
  | "link-requests";

export interface GlobalReading<Reason extends GlobalReason = GlobalReason> extends Statements {
  readonly reason: Reason;
}

export interface GlobalWriting<Reason extends GlobalReason = GlobalReason> extends GlobalReading<Reason> {
  readonly writing: true;
}

/** One open database of either engine. */
export interface Database {
  readonly dialect: Dialect;
  /**
   * Short reads of one moment: everything in `work` sees the same committed state, never what is not committed. Nothing but statements
   * may be awaited inside; a long read holds up the clearing of old versions. Throws when called inside a transaction.
   */
  read<T>(workspace: WorkspaceId, work: (reading: Reading) => Promise<T>): Promise<T>;
  /**
   * One write transaction. Throws when called inside another. `alone`: names that no other transaction of the workspace may hold at
   * the same time. Nothing but statements may be awaited inside: no network, no timers. `work` may run again, after a deadlock on
   * PostgreSQL. A statement that failed fails the transaction, also where its error is caught.
   */
  transact<T>(workspace: WorkspaceId, work: (writing: Writing) => Promise<T>, alone?: readonly string[]): Promise<T>;
  readGlobal<T, Reason extends GlobalReason>(
    reason: Reason,
    work: (reading: GlobalReading<Reason>) => Promise<T>,
  ): Promise<T>;
  transactGlobal<T, Reason extends GlobalReason>(
    reason: Reason,
    work: (writing: GlobalWriting<Reason>) => Promise<T>,
  ): Promise<T>;
  /** Says that a workspace's events or jobs changed, after a commit: here, and in other processes on PostgreSQL. May be lost: polls are the truth. */
  onCommit(listener: (workspace: WorkspaceId) => void): () => void;
  /**
   * Makes what was erased unreadable in the files, as far as the engine can: on SQLite words are taken out of the search index's older
   * segments and the log is emptied (deleted bytes are overwritten at once); on PostgreSQL dead rows are freed for what comes next.
   * Called after the transaction that erased; never inside one.
   */
  scrub(): Promise<void>;
  /** One cheap statement that must answer, for readiness. */
  ping(): Promise<void>;
  /** Waits for what runs, then closes. Later calls are refused. */
  close(): Promise<void>;
}

/** A row that must be there; its absence is a fault in the code that asked. */
export function one<T>(rows: readonly T[], what: string): T {
  const [row] = rows;
  if (row === undefined) throw new Error(`No row where one must be: ${what}`);
  return row;
}
