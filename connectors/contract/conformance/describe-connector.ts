import { afterAll, describe, it } from "vitest";
import { bellCases } from "./bell-cases.ts";
import { createBench } from "./bench.ts";
import type { Case } from "./case.ts";
import { faultCases } from "./fault-cases.ts";
import type { Harness, Skipped } from "./harness.ts";
import { pageCases } from "./page-cases.ts";
import { partCases } from "./part-cases.ts";
import { readingCases } from "./reading-cases.ts";

const cases: readonly Case[] = [...pageCases, ...readingCases, ...bellCases, ...partCases, ...faultCases];

/**
 * Holds a connector against everything that the engine relies on. Call it from `connectors/<platform>/conformance.test.ts`; `setup`
 * makes a fresh, empty shop for every case. A skipped case names its reason, and must exist. Says at the end how many cases ran, and
 * which did not and why.
 */
export function describeConnector<Account>(
  name: string,
  { setup, skip = [] }: { readonly setup: () => Promise<Harness<Account>>; readonly skip?: readonly Skipped[] },
): void {
  const unknown = skip.find((skipped) => !cases.some((known) => known.name === skipped.case));
  if (unknown) throw new Error(`No case is called "${unknown.case}"`);
  describe(`${name} keeps the connector's contract`, () => {
    const left = new Map<string, string[]>(skip.map((one) => [one.because, [one.case]]));
    for (const one of cases) {
      const skipped = skip.find((s) => s.case === one.name);
      if (skipped) it.skip(`${one.name} (${skipped.because})`);
      else
        it(one.name, (context) =>
          runCase(one, setup, (why) => {
            left.set(why, [...(left.get(why) ?? []), one.name]);
            context.skip(why);
          }),
        );
    }
    afterAll(() => console.log(summary(name, left)));
  });
}

function summary(name: string, left: ReadonlyMap<string, readonly string[]>): string {
  const skipped = [...left.values()].flat().length;
  const reasons = [...left].map(([why, names]) => `\n  ${names.length} skipped, ${why}: ${names.join("; ")}`);
  return `${name}: ${cases.length} cases, ${cases.length - skipped} asked${reasons.join("")}`;
}

async function runCase<Account>(one: Case, setup: () => Promise<Harness<Account>>, skip: (why: string) => void) {
  const harness = await setup();
  try {
    const why = one.without?.(harness) ?? null;
    if (why !== null) skip(why);
    else await one.run(createBench(harness));
  } finally {
    harness.close?.();
  }
}
