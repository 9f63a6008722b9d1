import { expect, test } from "vitest";
import { serving } from "./fixtures/serving.ts";

test("a key that a shop hands over reaches linking as it came, whoever posts it, and the shop hears the status alone", async () => {
  const { url, runtime } = await serving();
  const post = (token: string, body: string) =>
    fetch(`${url}/link/woocommerce/callback/${token}`, { method: "POST", body, headers: { "content-type": "x/y" } });
  const taken = await post("known", '{"key_id":1}');
  expect([taken.status, await taken.text(), taken.headers.get("cache-control")]).toEqual([200, "", "no-store"]);
  expect((await post("other", "")).status).toBe(404);
  const approved = () => runtime.happened.filter((what) => what.startsWith("approved"));
  expect(approved()).toEqual(['approved woocommerce known {"key_id":1}', "approved woocommerce other "]);
  expect((await post("known", "x".repeat(17 * 1024))).status).toBe(413);
  expect((await fetch(`${url}/link/woocommerce/callback/known`)).status).toBe(405);
  expect(approved()).toHaveLength(2);
});
