import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "tek-totals-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What CI prints last for a report, or for a run that ended before there was one. */
function totals(status: number, report?: Readonly<Record<string, unknown>>): string {
  const file = join(folder, `${Math.random()}.json`);
  if (report) writeFileSync(file, JSON.stringify(report));
  return execFileSync(process.execPath, [".ci/totals.cjs", file, String(status)], { encoding: "utf8" }).trim();
}
const fine = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, testResults: [] };

it("says what passed, failed and was skipped", () => {
  expect(totals(0, fine)).toBe("7 passed, 0 failed");
  expect(totals(1, { ...fine, numFailedTests: 2, numPendingTests: 1 })).toBe("7 passed, 2 failed, 1 skipped");
});

it("never calls a red run green", () => {
  expect(totals(2)).toBe("0 passed, 1 failed");
  expect(totals(1, fine)).toBe("7 passed, 1 failed");
});

it("counts a file that cannot be loaded as a failure", () => {
  const broken = { status: "failed", assertionResults: [] };
  const red = { status: "failed", assertionResults: [{ status: "passed" }, { status: "failed" }] };
  expect(totals(1, { ...fine, numFailedTests: 1, testResults: [broken, red] })).toBe("7 passed, 2 failed");
});
