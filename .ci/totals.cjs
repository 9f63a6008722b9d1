/** Prints `N passed, N failed`: node .ci/totals.cjs <vitest's JSON report> <exit code of the whole>. */
const { existsSync, readFileSync } = require("node:fs");

const [file, status] = process.argv.slice(2);
const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] };
const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : none;
// A file that cannot be loaded fails without one failed test in it.
const brokenFiles = report.testResults.filter(
  (tests) => tests.status === "failed" && tests.assertionResults.every((test) => test.status !== "failed"),
).length;
const seen = report.numFailedTests + brokenFiles;
// What fails before or beside the tests (the checks, the build, an error that no test caught) has no line in the report.
const failed = seen === 0 && status !== "0" ? 1 : seen;
const skipped = report.numPendingTests > 0 ? `, ${report.numPendingTests} skipped` : "";
console.log(`${report.numPassedTests} passed, ${failed} failed${skipped}`);
