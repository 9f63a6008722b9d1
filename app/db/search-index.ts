import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "#app/domain/ids.ts";
import type { SearchQuery } from "#app/domain/orders/search-tokens.ts";
import type { Reading, Writing } from "./scope.ts";

/** Finds orders by words. Tables and behaviour differ between the engines; the results do not. */
interface SearchIndex {
  put(writing: Writing, row: number, tokens: readonly string[]): Promise<void>;
  /** Selects the `row` of each order that meets the query: as a condition of a larger query. */
  matching(workspace: WorkspaceId, query: SearchQuery): SQL;
  /** The rows of the newest `limit` orders that have one of these very tokens, the last read first. */
  withToken(reading: Reading, tokens: readonly string[], limit: number): Promise<readonly number[]>;
}

/** Changes exactly when the tokens do: an order whose tokens stay is not indexed again. */
export function searchHash(tokens: readonly string[]): string {
  return createHash("sha256").update(tokens.join(" ")).digest("base64url");
}

/** Puts an order's tokens in place of those that it had. */
export function putSearchTokens(writing: Writing, row: number, tokens: readonly string[]): Promise<void> {
  return indexOf(writing).put(writing, row, tokens);
}

/** Orders of the workspace that meet the query, as a condition on a `row` column: `sql\`${t.orders.row} in (${matchingRows(…)})\``. */
export function matchingRows(reading: Reading, query: SearchQuery): SQL {
  return indexOf(reading).matching(reading.workspace, query);
}

/** All orders of the workspace that meet the query, as values of `orders.row` in no order; null when they are more than `most`. */
export async function fewMatching(
  reading: Reading,
  query: SearchQuery,
  most: number,
): Promise<readonly number[] | null> {
  const found = await rowsOf(reading, sql`${matchingRows(reading, query)} limit ${most + 1}`);
  return found.length > most ? null : found;
}

/** The newest `limit` orders of the workspace that have one of these tokens whole, as values of `orders.row`, newest first. */
export async function newestWithToken(
  reading: Reading,
  tokens: readonly string[],
  limit: number,
): Promise<readonly number[]> {
  return await indexOf(reading).withToken(reading, tokens, limit);
}

const indexOf = ({ dialect }: Reading): SearchIndex => (dialect === "sqlite" ? sqliteIndex : postgresIndex);

const rowsOf = async (reading: Reading, statement: SQL) =>
  (await reading.rows(statement)).map(({ found_row }) => Number(found_row));

/** FTS5: the workspace is a token of its own. Its first character is for private use, which tokens of letters and digits never hold. */
const sqliteIndex: SearchIndex = {
  async put({ rows, workspace }, row, tokens) {
    const text = [workspaceToken(workspace), ...tokens].join(" ");
    await rows(sql`delete from order_search where rowid = ${row}`);
    await rows(sql`insert into order_search (rowid, t) values (${row}, ${text})`);
  },
  matching: (workspace, query) =>
    sql`select rowid as found_row from order_search where order_search match ${ftsOf(workspace, query)}`,
  withToken(reading, tokens, limit) {
    const either = tokens.map((token) => `"${token}"`).join(" OR ");
    const words = `"${workspaceToken(reading.workspace)}" AND (${either})`;
    return rowsOf(
      reading,
      sql`select rowid as found_row from order_search where order_search match ${words} order by rowid desc limit ${limit}`,
    );
  },
};

const workspaceToken = (workspace: WorkspaceId) => `\uE000${workspace.replaceAll("-", "")}`;

function ftsOf(workspace: WorkspaceId, query: SearchQuery): string {
  const words = query.map((alternatives) => `(${alternatives.map((word) => `"${word}" *`).join(" OR ")})`);
  return [`"${workspaceToken(workspace)}"`, ...words].join(" AND ");
}

const postgresIndex: SearchIndex = {
  async put({ rows, workspace }, row, tokens) {
    const vector = tokens.map((token) => `'${token}'`).join(" ");
    await rows(sql`insert into order_search ("row", workspace, tokens) values (${row}, ${workspace}, ${vector}::tsvector)
      on conflict ("row") do update set tokens = excluded.tokens`);
  },
  matching: (workspace, query) =>
    sql`select "row" as found_row from order_search where workspace = ${workspace} and tokens @@ ${tsqueryOf(query)}::tsquery`,
  withToken(reading, tokens, limit) {
    const either = tokens.map((token) => `'${token}'`).join(" | ");
    return rowsOf(
      reading,
      sql`select "row" as found_row from order_search where workspace = ${reading.workspace} and tokens @@ ${either}::tsquery order by found_row desc limit ${limit}`,
    );
  },
};

function tsqueryOf(query: SearchQuery): string {
  return query.map((alternatives) => `(${alternatives.map((word) => `'${word}':*`).join(" | ")})`).join(" & ");
}
