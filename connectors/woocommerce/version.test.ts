import { expect, it } from "vitest";
import { headSchema } from "./order-schema.ts";
import { versionOf } from "./version.ts";

const head = {
  id: 7,
  status: "processing",
  total: "10.00",
  date_created_gmt: "2026-11-23T09:00:00",
  date_modified_gmt: "2026-11-23T09:01:00",
  refunds: [
    { id: 9, reason: "", total: "-1.00" },
    { id: 8, reason: "", total: "-2.00" },
  ],
};
const version = (change: object) => versionOf(headSchema.parse({ ...head, ...change }));

it.each<[string, object]>([
  ["the date moved", { date_modified_gmt: "2026-11-23T09:01:01" }],
  ["the status is another", { status: "completed" }],
  ["the total is another", { total: "10.01" }],
  ["a refund was deleted, which moves no date", { refunds: head.refunds.slice(1) }],
  ["a refund became another amount", { refunds: [{ id: 9, total: "-1.50" }, head.refunds[1]] }],
])("a version is another when %s", (_what, change) => {
  expect(version(change)).not.toBe(version({}));
});

it("a version does not depend on the order in which refunds are listed", () => {
  expect(version({ refunds: head.refunds.toReversed() })).toBe(version({}));
});
