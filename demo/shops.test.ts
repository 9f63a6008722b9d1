import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { shopifyWithTek } from "./shops.ts";

it("Tek is installed in the demo with the scopes that shopify.app.toml asks a real shop for, in their order", () => {
  const file = readFileSync(new URL("../shopify.app.toml", import.meta.url), "utf8");
  const [, asked = ""] = /^scopes = "(.+)"$/m.exec(file) ?? [];
  expect(shopifyWithTek.scopes).toEqual(asked.split(","));
  expect(asked).not.toContain("write_");
});
