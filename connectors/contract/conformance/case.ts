import type { Bench } from "./bench.ts";
import type { Harness } from "./harness.ts";

/** One thing that every connector must do. */
export interface Case {
  readonly name: string;
  run(bench: Bench): Promise<void>;
  /** Why this harness cannot be asked; null when it can. */
  without?(harness: Pick<Harness<unknown>, "sandbox" | "bells" | "parts">): string | null;
}
