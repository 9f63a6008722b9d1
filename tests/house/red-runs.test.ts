import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tek-red-"));
  // The server may run as another user than we do.
  await chmod(folder, 0o755);
});
afterEach(() => rm(folder, { recursive: true }));

const start = (args: readonly string[]) => spawn(process.execPath, args, { env: { ...process.env, TMPDIR: folder } });
const leftBehind = async () => (await readdir(folder)).filter((name) => name.startsWith("tek-"));

describe("a run whose tests fail on PostgreSQL", () => {
  it("ends with code 1, and leaves nothing behind", async () => {
    const run = start(["node_modules/vitest/vitest.mjs", "run", "--config", "tests/house/planted/vitest.config.ts"]);
    const ended = once(run, "close");
    const said = await text(run.stdout);
    expect(said).toContain("2 failed");
    expect((await ended)[0]).toBe(1);
    expect(await leftBehind()).toEqual([]);
  });
});

describe("the process around PostgreSQL", () => {
  it("stops the server and cleans up when whoever started it is gone", async () => {
    const keeper = start(["tests/engines/postgres-process.ts"]);
    const ended = once(keeper, "close");
    const [port] = await once(createInterface(keeper.stdout), "line");
    expect(await leftBehind()).toHaveLength(1);
    keeper.stdin.destroy();
    expect((await ended)[0]).toBe(0);
    expect(await leftBehind()).toEqual([]);
    await expect(once(createConnection(Number(port), "127.0.0.1"), "connect")).rejects.toThrow("ECONNREFUSED");
  });
});
