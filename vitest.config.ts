import { defineConfig } from "vitest/config";

const results = process.env.TEST_RESULTS;

export default defineConfig({
  test: {
    include: ["{app,connectors,drizzle,demo,tests,bench}/**/*.test.ts"],
    globalSetup: ["tests/engines/global-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: results ? ["default", ["json", { outputFile: results }]] : ["default"],
  },
});
