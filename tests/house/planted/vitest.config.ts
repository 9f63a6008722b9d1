import { defineConfig } from "vitest/config";

/** A run that must fail, on the engines that every run uses. */
export default defineConfig({
  test: {
    include: ["tests/house/planted/*.planted.ts"],
    globalSetup: ["tests/engines/global-setup.ts"],
    hookTimeout: 120_000,
  },
});
