import { and, asc, count, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { z } from "zod";
import { type ShopId, toShopId, toWorkspaceId, type WorkspaceId } from "#app/domain/ids.ts";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import type { Schema } from "#drizzle/schema/define-schema.ts";
import type { GlobalReading, GlobalWriting, Reading, Writing } from "./scope.ts";

/** What a job carries: small facts, never a body. */
export type Note = Readonly<Record<string, string | number>>;

export interface Job {
  readonly workspace: WorkspaceId;
  readonly queue: string;
  readonly shop: ShopId;
  /** What it is about: one job a queue, shop and key. */
  readonly key: string;
  readonly dueAt: Instant;
  readonly firstPutAt: Instant;
  readonly lastPutAt: Instant;
  /** How often it was put, and taken: what was read of a job is outdated once they differ. */
  readonly puts: number;
  readonly takes: number;
  /** Failed attempts in a row. */
  readonly attempts: number;
  readonly note: Note;
}

export interface PutJob {
  readonly queue: string;
  readonly shop: ShopId;
  readonly key: string;
  readonly dueAt: Instant;
  readonly now: Instant;
  readonly note: Note;
}

/** Puts a job, or merges it into the one that stands: due at the earlier moment, with the newer note. */
export async function put({ q, t, workspace, announce }: Writing, job: PutJob): Promise<void> {
  const { jobs } = t;
  const { queue, shop, key, dueAt, now, note } = job;
  const fresh = { dueAt, firstPutAt: now, lastPutAt: now, puts: 1, takes: 0, attempts: 0, note };
  await q
    .insert(jobs)
    .values({ workspace, queue, shop, key, ...fresh })
    .onConflictDoUpdate({
      target: [jobs.workspace, jobs.queue, jobs.shop, jobs.key],
      set: {
        dueAt: sql`case when ${jobs.dueAt} < ${dueAt} then ${jobs.dueAt} else ${dueAt} end`,
        lastPutAt: now,
        puts: sql`${jobs.puts} + 1`,
        note,
      },
    });
  announce();
}

export interface Claim {
  readonly queue: string;
  readonly now: Instant;
  /** How long nobody else may take them, in milliseconds. */
  readonly lease: number;
  readonly limit: number;
}

/** Takes jobs that are due, of any workspace, the longest due first. Two that claim at the same time never get the same job. */
export async function claim(
  { rows, dialect }: GlobalWriting<"due-work">,
  { queue, now, lease, limit }: Claim,
): Promise<readonly Job[]> {
  const until = now + lease;
  const passLocked = sql.raw(dialect === "postgres" ? "for update skip locked" : "");
  const taken = await rows(sql`
    with due as materialized (
      select workspace, queue, shop, "key" from jobs
      where queue = ${queue} and due_at <= ${now} and (leased_until is null or leased_until <= ${now})
      order by due_at limit ${limit} ${passLocked}
    )
    update jobs set due_at = ${until}, leased_until = ${until}, takes = takes + 1
    where (workspace, queue, shop, "key") in (select workspace, queue, shop, "key" from due)
    returning *`);
  return taken.map((row) => jobOf(claimedRow.parse(row)));
}

/** Frees what a process held that ended without giving it back. Only where no other process can be at work: at the start on SQLite. */
export async function freeLeases({ q, t }: GlobalWriting<"due-work">, now: Instant): Promise<void> {
  const { jobs } = t;
  await q.update(jobs).set({ dueAt: now, leasedUntil: null }).where(gt(jobs.leasedUntil, now));
}

const note = z.record(z.string(), z.union([z.string(), z.number()]));

const claimedRow = z
  .object({
    workspace: z.string(),
    queue: z.string(),
    shop: z.string(),
    key: z.string(),
    due_at: z.number(),
    first_put_at: z.number(),
    last_put_at: z.number(),
    puts: z.number(),
    takes: z.number(),
    attempts: z.number(),
    note: z.string().transform((text) => note.parse(JSON.parse(text))),
  })
  .transform(({ due_at, first_put_at, last_put_at, ...row }) => ({
    ...row,
    dueAt: due_at,
    firstPutAt: first_put_at,
    lastPutAt: last_put_at,
  }));

/** Jobs of one shop that are due and that nobody holds, the longest due first. Read only: whoever has the shop's turn works on them. */
export async function waiting(
  { q, t, workspace }: Reading,
  wanted: { readonly queue: string; readonly shop: ShopId; readonly now: Instant; readonly limit: number },
): Promise<readonly Job[]> {
  const { jobs } = t;
  const { queue, shop, now, limit } = wanted;
  const free = or(isNull(jobs.leasedUntil), lte(jobs.leasedUntil, now));
  const rows = await q
    .select()
    .from(jobs)
    .where(and(eq(jobs.workspace, workspace), eq(jobs.queue, queue), eq(jobs.shop, shop), lte(jobs.dueAt, now), free))
    .orderBy(asc(jobs.dueAt), asc(jobs.key))
    .limit(limit);
  return rows.map(jobOf);
}

/**
 * Removes a finished job. One that was put again meanwhile stays, due as it was put; one that somebody else took, after the lease had
 * run out, stays theirs.
 */
export async function done(writing: Writing, job: Job): Promise<void> {
  const { q, t } = writing;
  const removed = await q
    .delete(t.jobs)
    .where(and(stillMine(writing, job), eq(t.jobs.puts, job.puts)))
    .returning({ key: t.jobs.key });
  if (removed.length > 0) return;
  await q.update(t.jobs).set({ leasedUntil: null, attempts: 0 }).where(stillMine(writing, job));
}

/** Removes what waits for one shop in these queues, whoever holds it. */
export async function remove({ q, t, workspace }: Writing, shop: ShopId, queues: readonly string[]): Promise<void> {
  const { jobs } = t;
  await q.delete(jobs).where(and(eq(jobs.workspace, workspace), eq(jobs.shop, shop), inArray(jobs.queue, [...queues])));
}

/**
 * Gives a job back, due later. Where it was put again meanwhile the earlier moment counts, except after a failure: then the wait is
 * kept. False: somebody else took it after the lease had run out, or it is gone.
 */
export async function retry(
  writing: Writing,
  job: Job,
  { dueAt, failed }: { readonly dueAt: Instant; readonly failed: boolean },
): Promise<boolean> {
  const { q, t, announce } = writing;
  const { puts, dueAt: due, attempts } = t.jobs;
  const putAgain = sql`${puts} > ${job.puts} and ${due} < ${dueAt}`;
  const left = await q
    .update(t.jobs)
    .set({
      dueAt: failed ? dueAt : sql`case when ${putAgain} then ${due} else ${dueAt} end`,
      attempts: failed ? sql`${attempts} + 1` : 0,
      leasedUntil: null,
    })
    .where(stillMine(writing, job))
    .returning({ key: t.jobs.key });
  if (left.length > 0) announce();
  return left.length > 0;
}

/** Holds a claimed job longer. False: somebody else took it after the lease had run out, or it is gone. */
export async function extend(writing: Writing, job: Job, until: Instant): Promise<boolean> {
  const { q, t } = writing;
  const held = await q
    .update(t.jobs)
    .set({ leasedUntil: until })
    .where(stillMine(writing, job))
    .returning({ key: t.jobs.key });
  return held.length > 0;
}

function stillMine({ t, workspace }: Writing, { queue, shop, key, takes }: Job) {
  const { jobs } = t;
  return and(
    eq(jobs.workspace, workspace),
    eq(jobs.queue, queue),
    eq(jobs.shop, shop),
    eq(jobs.key, key),
    eq(jobs.takes, takes),
  );
}

/** When the queue's next job of any workspace may be taken; null when it is empty. */
export async function nextDue({ q, t }: GlobalReading<"due-work">, queue: string): Promise<Instant | null> {
  const [row] = await q
    .select({ at: freeAt(t) })
    .from(t.jobs)
    .where(eq(t.jobs.queue, queue));
  return instantOf(row?.at);
}

/** When the next job of one shop in any of these queues may be taken; null when there is none. */
export async function nextDueOf(
  { q, t, workspace }: Reading,
  shop: ShopId,
  queues: readonly string[],
): Promise<Instant | null> {
  const { jobs } = t;
  const [row] = await q
    .select({ at: freeAt(t) })
    .from(jobs)
    .where(and(eq(jobs.workspace, workspace), inArray(jobs.queue, [...queues]), eq(jobs.shop, shop)));
  return instantOf(row?.at);
}

const freeAt = ({ jobs: { dueAt, leasedUntil } }: Schema) =>
  sql<number | null>`min(case when ${leasedUntil} > ${dueAt} then ${leasedUntil} else ${dueAt} end)`;

const instantOf = (at: number | null | undefined) => (at === null || at === undefined ? null : toInstant(Number(at)));

/** Jobs of one shop in a queue, due or not. */
export async function countWaiting({ q, t, workspace }: Reading, queue: string, shop: ShopId): Promise<number> {
  const { jobs } = t;
  const [row] = await q
    .select({ n: count() })
    .from(jobs)
    .where(and(eq(jobs.workspace, workspace), eq(jobs.queue, queue), eq(jobs.shop, shop)));
  return row?.n ?? 0;
}

type JobRow = Omit<Schema["jobs"]["$inferSelect"], "leasedUntil">;

function jobOf(row: JobRow): Job {
  return {
    workspace: toWorkspaceId(row.workspace),
    queue: row.queue,
    shop: toShopId(row.shop),
    key: row.key,
    dueAt: toInstant(row.dueAt),
    firstPutAt: toInstant(row.firstPutAt),
    lastPutAt: toInstant(row.lastPutAt),
    puts: row.puts,
    takes: row.takes,
    attempts: row.attempts,
    note: row.note,
  };
}
