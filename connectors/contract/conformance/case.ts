import type { Bench } from "./bench.ts";
import type { Harness, Lack } from "./harness.ts";

/** What a case asks of a harness before it runs. */
export type Asked = Pick<Harness<unknown>, "sandbox" | "bells" | "parts" | "lacks">;

/** One thing that every connector must do. */
export interface Case {
  readonly name: string;
  run(bench: Bench): Promise<void>;
  /** Why this harness cannot be asked; null when it can. */
  without?(harness: Asked): string | null;
}

/** Null where it is there, otherwise the harness's own reason; throws where it gives none. */
export function reasonFor({ lacks = {} }: Asked, what: Lack, isThere: boolean): string | null {
  if (isThere) return null;
  const why = lacks[what];
  if (why === undefined) throw new Error(`The harness has no "${what}", and does not say why`);
  return why;
}
