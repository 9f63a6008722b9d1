import { expect, it } from "vitest";
import { plus, toInstant } from "../../app/domain/instant.ts";
import { retryAfter } from "./retry-after.ts";

const now = toInstant(Date.UTC(2026, 10, 23, 9));
const said = (text: string) => retryAfter(new Headers({ "retry-after": text }), now);

it("reads seconds and HTTP dates, and nothing else", () => {
  expect(said("120")).toBe(plus(now, 120_000));
  expect(said("Mon, 23 Nov 2026 09:01:00 GMT")).toBe(plus(now, 60_000));
  expect(said("soon")).toBeNull();
  expect(retryAfter(new Headers(), now)).toBeNull();
});

it("is never in the past and never more than a day ahead", () => {
  expect(said("Mon, 23 Nov 2020 09:01:00 GMT")).toBe(now);
  expect(said("99999999999")).toBe(plus(now, 86_400_000));
});
