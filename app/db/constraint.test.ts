import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { addShop, newShop, shopId } from "#tests/engines/one-shop.ts";
import { asConstraint } from "./constraint.ts";
import type { Writing } from "./scope.ts";
import { insertShop } from "./shops.ts";

describeOnBothEngines("a constraint", (open) => {
  test("is told by its kind, with no bound value in the error's message", async () => {
    const db = await open();
    const { workspace } = await addShop(db);
    const failing = (work: (writing: Writing) => Promise<unknown>) =>
      db
        .transact(workspace, async (writing) => void (await work(writing)))
        .then(
          () => null,
          (error: unknown) => ({ kind: asConstraint(error)?.kind, message: String(error) }),
        );
    const twice = await failing((w) => insertShop(w, { ...newShop(1), name: "Secret Name" }));
    expect(twice?.kind).toBe("unique");
    expect(twice?.message).not.toContain("Secret Name");
    const orphan = {
      workspace,
      id: "d",
      shop: shopId(9),
      topic: "t",
      deliveryId: "",
      headers: {},
      body: Buffer.of(1),
      receivedAt: 1,
    };
    expect((await failing(({ q, t }) => q.insert(t.deliveries).values(orphan)))?.kind).toBe("foreign-key");
    const nameless = ({ rows }: Writing) => rows(sql`update shops set name = null`);
    expect((await failing(nameless))?.kind).toBe("not-null");
  });
});

test("every other error is none", () => {
  expect(asConstraint(new Error("x"))).toBeNull();
  expect(asConstraint(Object.assign(new Error("x"), { code: "40001" }))).toBeNull();
  expect(asConstraint("23505")).toBeNull();
});
