import { expect, test } from "vitest";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";

describeOnBothEngines("a planted failure", (open) => {
  test("fails with a database open", async () => {
    await open();
    expect("planted").toBe("found");
  });
});
