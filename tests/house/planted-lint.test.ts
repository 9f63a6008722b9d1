// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is planted here is code.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** What only the ports may reach, a line each. */
const outside = [
  "Date.now();",
  "new Date();",
  "Date();",
  "performance.now();",
  "process.hrtime.bigint();",
  "Math.random();",
  "crypto.randomUUID();",
  "crypto.getRandomValues(bytes);",
  "AbortSignal.timeout(5);",
  "fetch(url);",
  "fetch(url, init);",
  "call(globalThis.fetch);",
  "setTimeout(call, 5);",
  "globalThis.setTimeout(call, 5);",
  "setInterval(call, 5);",
  "setImmediate(call);",
  'call(import("node:timers/promises"));',
  "randomBytes(8);",
  "randomInt(8);",
  "randomUUID();",
];
const inside = ["new Date(instant);", "clock.now();", "timers.after(5);", "io.fetch(url);"];

/** What people would read in one language only, a line each. */
const spoken = [
  "<p>Orders</p>",
  '<p>{"Orders"}</p>',
  '<p>{none ? "No orders" : null}</p>',
  '<p>{none ? null : "Orders"}</p>',
  '<p>{none && "No orders"}</p>',
  "<p>{`${count} orders`}</p>",
  '<a title="Orders" />',
  '<a aria-label="Orders" />',
  '<Field label={"Orders"} />',
  '<Field placeholder={none ? "No orders" : ""} />',
  "<Field helpText={`Order ${name}`} />",
];
const worded = [
  '<p>{words("orders.none", { shop: "a" })}</p>',
  "<p>{`${name} · ${count}`}</p>",
  '<img alt="" className="picture" src="/picture.png" />',
  '<Field label={words("key")} placeholder="ck_…" type="password" />',
  '<meta name="viewport" content="width=device-width" />',
];

/** Code a line each; `screen` makes each line a value, so that it stands where JSX may. */
const statements = (lines: readonly string[]) => `${lines.join("\n")}\n`;
const screen = (lines: readonly string[]) => `${lines.map((line) => `show(${line});`).join("\n")}\n`;

const planted: Readonly<Record<string, string>> = {
  "app/flows/outside.ts": statements(outside),
  "connectors/shopify/outside.ts": statements(outside),
  "app/ports/outside.ts": statements(outside),
  "demo/outside.ts": statements(outside),
  "app/flows/inside.ts": statements(inside),
  "app/ui/spoken.tsx": screen(spoken),
  "app/routes/spoken.tsx": screen(spoken),
  "app/root.tsx": screen(spoken),
  "app/ui/worded.tsx": screen(worded),
  "app/db/environment.ts": "call(process.env.HOME);\n",
  "app/config.server.ts": "call(process.env.HOME);\n",
};

describe("the linter", () => {
  const tree = mkdtempSync(join(tmpdir(), "tek-lint-"));
  let found: readonly { readonly rule: string; readonly file: string; readonly line: number }[] = [];

  beforeAll(() => {
    for (const [file, text] of Object.entries(planted)) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), text);
    }
    for (const file of ["biome.json", "tests/house/ports-only.grit", "tests/house/words-only.grit"])
      cpSync(file, join(tree, file));
    symlinkSync(join(process.cwd(), "node_modules"), join(tree, "node_modules"));
    const bin = join(process.cwd(), "node_modules/@biomejs/biome/bin/biome");
    const args = [bin, "lint", "--reporter=github", "--max-diagnostics=none", ...Object.keys(planted)];
    const { stdout } = spawnSync(process.execPath, args, { cwd: tree, encoding: "utf8" });
    found = [...stdout.matchAll(/^::error title=([^,]+),file=([^,]+),line=(\d+)/gm)].map(([, rule, file, line]) => ({
      rule: rule ?? "",
      file: file?.replace(`${tree}/`, "") ?? "",
      line: Number(line),
    }));
  });
  afterAll(() => rmSync(tree, { recursive: true }));

  /** The lines of a planted file that one of the rules refuses. */
  const refused = (file: string, ...rules: readonly string[]) => {
    const lines = (planted[file] ?? "").split("\n");
    const numbers = found.filter((one) => one.file === file && rules.includes(one.rule)).map((one) => one.line);
    return [...new Set(numbers)].sort((a, b) => a - b).map((number) => lines[number - 1]);
  };
  const inWords = ["plugin", "lint/style/noJsxLiterals"] as const;

  it.each(["app/flows/outside.ts", "connectors/shopify/outside.ts"])(
    "refuses clock, timers, chance and network (%s)",
    (file) => expect(refused(file, "plugin")).toEqual(outside),
  );

  it("lets ports and demo reach them, and everybody use what was passed in", () => {
    for (const file of ["app/ports/outside.ts", "demo/outside.ts", "app/flows/inside.ts"])
      expect(refused(file, "plugin")).toEqual([]);
  });

  it.each(["app/ui/spoken.tsx", "app/routes/spoken.tsx", "app/root.tsx"])("refuses words on a screen (%s)", (file) =>
    expect(refused(file, ...inWords)).toEqual(spoken.map((line) => `show(${line});`)),
  );

  it("lets a screen show what was worded, values, signs and codes", () => {
    expect(refused("app/ui/worded.tsx", ...inWords)).toEqual([]);
  });

  it("refuses the environment outside the configuration", () => {
    expect(refused("app/db/environment.ts", "lint/style/noProcessEnv")).toHaveLength(1);
    expect(refused("app/config.server.ts", "lint/style/noProcessEnv")).toEqual([]);
  });
});
