import { zstdDecompressSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "#app/db/scope.ts";

/** The shapes in which a text may stand in bytes, by name. */
export function formsOf(text: string): ReadonlyMap<string, Buffer> {
  const utf8 = Buffer.from(text);
  const escaped = (digit: (hex: string) => string) =>
    [...text]
      .map((sign) =>
        sign < "\u0080"
          ? sign
          : sign
              .split("")
              .map((unit) => `\\u${digit(hexOf(unit))}`)
              .join(""),
      )
      .join("");
  const forms: [string, Buffer][] = [
    ["utf8", utf8],
    ["utf16", Buffer.from(text, "utf16le")],
    ["json", Buffer.from(escaped((hex) => hex))],
    ["JSON", Buffer.from(escaped((hex) => hex.toUpperCase()))],
    ["percent", Buffer.from(encodeURIComponent(text))],
    ["hex", Buffer.from(utf8.toString("hex"))],
    ["HEX", Buffer.from(utf8.toString("hex").toUpperCase())],
  ];
  // Three bytes become four signs: what a text becomes depends on how many bytes stand before it.
  for (const before of [0, 1, 2])
    for (const encoding of ["base64", "base64url"] as const) {
      const whole = Buffer.concat([Buffer.alloc(before), utf8]).toString(encoding);
      const own = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + utf8.length) * 8) / 6));
      forms.push([`${encoding}+${before}`, Buffer.from(own)]);
    }
  return new Map(forms);
}

const hexOf = (unit: string) => unit.charCodeAt(0).toString(16).padStart(4, "0");

/** Which of the texts stand in the bytes, in whatever shape: "text as shape". */
export function foundIn(bytes: Buffer, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) =>
    [...formsOf(text)].flatMap(([form, shape]) => (bytes.includes(shape) ? [`${text} as ${form}`] : [])),
  );
}

const names = z.array(z.object({ name: z.string() }));

/** Everything that the database's tables hold, as bytes; bodies that were compressed stand there opened, too. */
export async function everyValue(db: Database): Promise<Buffer> {
  return await db.transactGlobal("health", async ({ rows, dialect }) => {
    const tables =
      dialect === "sqlite"
        ? sql`select name from sqlite_master where type = 'table'`
        : sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
    const pieces: Buffer[] = [];
    for (const { name } of names.parse(await rows(tables)))
      for (const row of await rows(sql.raw(`select * from "${name}"`)))
        for (const value of Object.values(row)) pieces.push(...bytesOf(value));
    if (dialect === "sqlite") {
      // The index keeps words by what they do not share with the one before: only its own vocabulary spells them out.
      await rows(sql`create virtual table temp.words using fts5vocab('main', 'order_search', 'row')`);
      for (const { term } of await rows(sql`select term from temp.words`)) pieces.push(...bytesOf(term));
      await rows(sql`drop table temp.words`);
    }
    return Buffer.concat(pieces.flatMap((piece) => [piece, separator]));
  });
}

const separator = Buffer.from("\n");

function bytesOf(value: unknown): readonly Buffer[] {
  if (value === null || value === undefined) return [];
  if (!(value instanceof Uint8Array)) return [Buffer.from(typeof value === "string" ? value : JSON.stringify(value))];
  const bytes = Buffer.from(value);
  return bytes.length > 4 && bytes.readUInt32LE(0) === zstdMagic ? [bytes, zstdDecompressSync(bytes)] : [bytes];
}

const zstdMagic = 0xfd2fb528;
