import { defineConfig } from "vitest/config";

const results = process.env.TEST_RESULTS;
/** How long is a hang, on a machine that does much else: none measures speed. */
const common = { testTimeout: 180_000, hookTimeout: 180_000 };
/** Tests that start whole processes or a browser: what they wait for is the machine's time, so one file has it to itself. */
const whole = "tests/{browser,stories,sandboxes,doctor}/**/*.test.ts";

export default defineConfig({
  test: {
    globalSetup: ["tests/engines/global-setup.ts"],
    reporters: results ? ["default", ["json", { outputFile: results }]] : ["default"],
    projects: [
      {
        test: {
          ...common,
          name: "parts",
          include: ["{app,connectors,drizzle,demo,tests,bench}/**/*.test.ts"],
          exclude: [whole],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: { ...common, name: "whole", include: [whole], maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
