export interface Constraint {
  readonly kind: "unique" | "foreign-key" | "check" | "not-null";
}

const kinds: Readonly<Record<string, Constraint["kind"]>> = {
  "23505": "unique",
  "23503": "foreign-key",
  "23514": "check",
  "23502": "not-null",
  SQLITE_CONSTRAINT_UNIQUE: "unique",
  SQLITE_CONSTRAINT_PRIMARYKEY: "unique",
  SQLITE_CONSTRAINT_ROWID: "unique",
  SQLITE_CONSTRAINT_FOREIGNKEY: "foreign-key",
  SQLITE_CONSTRAINT_CHECK: "check",
  SQLITE_CONSTRAINT_NOTNULL: "not-null",
};

/** Which constraint a statement ran into, on either engine; null for every other error. */
export function asConstraint(error: unknown): Constraint | null {
  for (const code of errorCodes(error)) {
    const kind = kinds[code];
    if (kind) return { kind };
  }
  return null;
}

/** The codes of an error and of its causes: PostgreSQL's SQLSTATE, SQLite's extended result code. */
export function errorCodes(error: unknown): readonly string[] {
  const codes: string[] = [];
  for (let at: unknown = error; at instanceof Error && codes.length < 10; at = at.cause) {
    codes.push("code" in at && typeof at.code === "string" ? at.code : "");
  }
  return codes.filter((code) => code !== "");
}
