import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

/** One planted violation a rule: the file that breaks it, and what that file imports. */
const planted: Readonly<Record<string, readonly [file: string, imports: string]>> = {
  "no-cycles": ["app/flows/circle-a.ts", "./circle-b.ts"],
  "domain-is-pure": ["app/domain/impure.ts", "node:fs"],
  "connectors-know-only-the-contract": ["connectors/shopify/nosy.ts", "../woocommerce/plain.ts"],
  "the-contract-knows-only-the-vocabulary": ["connectors/contract/nosy.ts", "../registry.ts"],
  "platforms-through-the-registry": ["app/workers/nosy.ts", "../../connectors/woocommerce/plain.ts"],
  "only-edges-reach-platforms": ["app/doors/nosy.ts", "../../connectors/registry.ts"],
  "flows-never-reach-platforms": ["app/flows/far-reaching.ts", "../engine.ts"],
  "flows-know-their-neighbours": ["app/flows/nosy.ts", "../views/plain.ts"],
  "routes-are-thin": ["app/routes/fat.ts", "../db/plain.ts"],
  "ui-is-only-ui": ["app/ui/nosy.ts", "../db/plain.ts"],
  "polaris-in-one-room": ["app/routes/painted.ts", "@shopify/polaris"],
  "views-only-read": ["app/views/writing.ts", "../flows/plain.ts"],
  "one-dialect-door": ["app/db/dialect.ts", "better-sqlite3"],
  "no-junk-drawers": ["app/db/drawer.ts", "./utils.ts"],
  "tests-stay-out": ["app/db/testing.ts", "../../tests/plain.ts"],
};
const plain = [
  "app/db/plain.ts",
  "app/db/utils.ts",
  "app/views/plain.ts",
  "app/flows/plain.ts",
  "connectors/registry.ts",
  "connectors/woocommerce/plain.ts",
  "tests/plain.ts",
];
const extra: Readonly<Record<string, string>> = {
  "app/flows/circle-b.ts": 'import "./circle-a.ts";\n',
  "app/engine.ts": 'import "../connectors/registry.ts";\n',
};

describe("the arrows of the house", () => {
  const tree = mkdtempSync(join(tmpdir(), "tek-arrows-"));
  const fired = new Map<string, Set<string>>();

  beforeAll(() => {
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), text);
    };
    for (const file of plain) write(file, "export const plain = 1;\n");
    for (const [file, text] of Object.entries(extra)) write(file, text);
    for (const [file, imports] of Object.values(planted)) write(file, `import "${imports}";\n`);
    for (const file of ["dependency-cruiser.cjs", "tsconfig.json", "package.json"]) cpSync(file, join(tree, file));
    symlinkSync(join(process.cwd(), "node_modules"), join(tree, "node_modules"));
    for (const { rule, from } of cruise(tree)) fired.set(rule.name, (fired.get(rule.name) ?? new Set()).add(from));
  });
  afterAll(() => rmSync(tree, { recursive: true }));

  it.each(Object.entries(planted))("%s fires where it is broken", (rule, [file]) => {
    expect([...(fired.get(rule) ?? [])]).toContain(file);
  });

  it("has no rule without a planted violation", () => {
    const load = createRequire(import.meta.url);
    const config = z
      .object({ forbidden: z.array(z.object({ name: z.string() })) })
      .parse(load("../../dependency-cruiser.cjs"));
    expect(config.forbidden.map((rule) => rule.name).sort()).toEqual(Object.keys(planted).sort());
  });
});

const report = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

function cruise(tree: string) {
  const args = ["--config", "dependency-cruiser.cjs", "--output-type", "json", "app", "connectors", "tests"];
  const bin = join(process.cwd(), "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  try {
    return report.parse(
      JSON.parse(execFileSync(process.execPath, [bin, ...args], { cwd: tree, encoding: "utf8", maxBuffer: 1 << 26 })),
    ).summary.violations;
  } catch (error) {
    // The command exits with the number of violations; its report is on standard output all the same.
    const { stdout } = z.object({ stdout: z.string() }).parse(error);
    return report.parse(JSON.parse(stdout)).summary.violations;
  }
}
