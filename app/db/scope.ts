import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import type { WorkspaceId } from "#app/domain/ids.ts";
import type { Dialect } from "#drizzle/kit.ts";
import type { Schema } from "#drizzle/schema/define-schema.ts";

/** Typed as an asynchronous SQLite database, whichever engine it is: no synchronous result leaks into callers. */
export type Queries = Omit<BaseSQLiteDatabase<"async", unknown, Record<string, never>>, "transaction">;

/** Reading inside one workspace. Only this (and the named global exceptions) gives access to queries. */
export interface Reading {
  readonly workspace: WorkspaceId;
  readonly q: Queries;
  readonly t: Schema;
  readonly dialect: Dialect;
}

/** Inside the one write transaction of a workspace. */
export interface Writing extends Reading {
  readonly writing: true;
}

/** Why a query may go without a workspace. The whole list. */
export type GlobalReason = "external-shop" | "people" | "sign-ins" | "workspaces" | "due-work";

export interface GlobalReading {
  readonly reason: GlobalReason;
  readonly q: Queries;
  readonly t: Schema;
  readonly dialect: Dialect;
}

export interface GlobalWriting extends GlobalReading {
  readonly writing: true;
}

/** One open database of either engine. */
export interface Database {
  readonly dialect: Dialect;
  /** Short reads, outside any transaction; never sees what is not committed. */
  read<T>(workspace: WorkspaceId, work: (reading: Reading) => Promise<T>): Promise<T>;
  /**
   * One write transaction. Throws when called inside another. `alone`: names that no other transaction of the workspace may hold at
   * the same time. Nothing but statements may be awaited inside: no network, no timers.
   */
  transact<T>(workspace: WorkspaceId, work: (writing: Writing) => Promise<T>, alone?: readonly string[]): Promise<T>;
  readGlobal<T>(reason: GlobalReason, work: (reading: GlobalReading) => Promise<T>): Promise<T>;
  transactGlobal<T>(reason: GlobalReason, work: (writing: GlobalWriting) => Promise<T>): Promise<T>;
  /** Says that a workspace's events or jobs changed, after a commit: here, and in other processes on PostgreSQL. May be lost: polls are the truth. */
  onCommit(listener: (workspace: WorkspaceId) => void): () => void;
  /** One cheap statement that must answer, for readiness. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
