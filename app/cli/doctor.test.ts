import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type FindingCode, findingCodes, found } from "#app/doctor/finding.ts";
import { aShop } from "#app/http/fixtures/small-runtime.ts";
import { doctorWords } from "./doctor-words.ts";
import { folder, machine, withWorkspace } from "./fixtures/machine.ts";

const { id, name, platform } = aShop;

test("says in a line each what is fine and what is wrong, with how to mend it; wrong is exit 1", async () => {
  const { tek } = machine(async (runtime) => {
    await withWorkspace(runtime);
    runtime.findings = [
      found("database.fine", { engine: "sqlite", version: "3.51.3", migrations: 3 }),
      found("shop.paused", { cause: "woocommerce.blocked" }, { id, name, platform }),
    ];
  });
  const { exit, out, happened } = await tek(["doctor"]);
  expect(exit).toBe(1);
  expect(out).toMatch(/^ok {4}The database \(sqlite 3\.51\.3, 3 migrations\) is whole/);
  expect(out).toMatch(/\nWRONG Berlin store: It is paused: A firewall .*\n {6}To mend it: ./);
  expect(happened).toEqual(["examine 1 not-running", "drain"]);
});

test("is exit 0 when nothing is wrong, also in an empty folder, and speaks JSON with codes", async () => {
  const { tek } = machine((runtime) => {
    runtime.findings = [found("workers.not-running"), found("shops.none")];
  });
  const { exit, out, happened } = await tek(["doctor", "--json"]);
  expect([exit, happened[0]]).toEqual([0, "examine 0 not-running"]);
  expect(JSON.parse(out)).toMatchObject({
    what: "examined",
    findings: [
      { level: "note", code: "workers.not-running", shop: null, mend: null },
      { level: "note", code: "shops.none" },
    ],
  });
});

test("names a database that cannot be opened", async () => {
  writeFileSync(join(folder, "tek.db"), "this is no database, whatever its name says".repeat(50));
  const { exit, out } = await machine().tek(["doctor"], {
    environment: { DATA_DIR: folder, TEK_KEY: Buffer.alloc(32, 1).toString("base64") },
  });
  expect([exit, out]).toEqual([1, expect.stringMatching(/^WRONG The database cannot be opened: .*\n +To mend it: ./)]);
});

test("has words for everything that it can find, and says how to mend whatever is wrong", () => {
  const isCode = (code: string): code is FindingCode => code in findingCodes;
  for (const code of Object.keys(findingCodes).filter(isCode)) {
    const { said, mend } = doctorWords(found(code));
    expect([code, said.length > 10, mend !== null]).toEqual([code, true, findingCodes[code] === "wrong"]);
  }
});
