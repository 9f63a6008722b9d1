import { expect, test } from "vitest";
import { ZodError } from "zod";
import { allFaults, changeFaults, faultControls, faultsSchema, faultText, noFaults } from "./faults.ts";

test("a change keeps the other faults, and refuses a name or a share that is none", () => {
  const some = changeFaults(noFaults, { serverError: 0.5, latencyMs: undefined });
  expect(some).toEqual({ ...noFaults, serverError: 0.5 });
  expect(changeFaults(some, { webhookLate: 1 })).toEqual({ ...noFaults, serverError: 0.5, webhookLate: 1 });
  expect(() => changeFaults(noFaults, { serverError: 1.5 })).toThrow(ZodError);
  expect(() => changeFaults(noFaults, JSON.parse('{"serverErrors":1}'))).toThrow(ZodError);
});

test("what an older journal does not name is off", () => {
  expect(faultsSchema.parse({ latencyMs: 5, webhookDropped: 0.25 })).toEqual({
    ...noFaults,
    latencyMs: 5,
    webhookDropped: 0.25,
  });
  expect(faultsSchema.parse(undefined)).toEqual(noFaults);
});

test("all faults on leaves none at zero but the key, which only a person mends, and plain slowness", () => {
  const off = Object.entries(allFaults(0.1)).filter(([, value]) => value === 0);
  expect(off.map(([name]) => name)).toEqual(["latencyMs", "hangMs", "keyRevoked"]);
  expect(allFaults(0.1).timeoutAfter).toBe(0.1);
});

test("a fault is shown with its unit", () => {
  expect([faultText("serverError", 0.35), faultText("hangMs", 1000), faultText("clockSkewMs", -60_000)]).toEqual([
    "35 %",
    "1000 ms",
    "-60000 ms",
  ]);
});

test("a page offers a slider for every fault", () => {
  expect(faultControls.map(({ name }) => name).toSorted()).toEqual(Object.keys(noFaults).toSorted());
});
