import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { enFaults } from "#app/ui/i18n/en/faults.ts";
import { trFaults } from "#app/ui/i18n/tr/faults.ts";

/** Names of the same form that are never shown as a fault: lines of the log, and events, which have words of their own. */
const otherNames = new Set([
  "absorb.replayed-singly",
  "absorb.set-aside",
  "woocommerce.noise-before-json",
  "shop.connected",
  "shop.not-linked",
  "shop.import-finished",
  "shop.import-progress",
  "shop.paused",
  "shop.resumed",
  "shop.disconnected",
  "shop.orders-deleted",
]);

it("every fault that an adapter or the engine can name is worded in both languages", () => {
  const files = globSync([
    "connectors/*.ts",
    "connectors/{contract,shopify,woocommerce}/*.ts",
    "app/{flows,linking,workers,inbox}/**/*.ts",
  ]);
  const code = /"((?:shopify|woocommerce|network|shop|budget|absorb|account|platform)\.[a-z-]+)"/g;
  const named = files
    .filter((file) => !file.endsWith(".test.ts"))
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(code)].map(([, name = ""]) => name));
  const codes = [...new Set(named)].filter((name) => !otherNames.has(name));
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.filter((name) => !(`fault.${name}` in enFaults))).toEqual([]);
  expect(codes.filter((name) => !(`fault.${name}` in trFaults))).toEqual([]);
});
