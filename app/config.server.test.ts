import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConfigError, listeningAt, loadConfig, parseSettings, variables } from "./config.server.ts";
import { systemChance } from "./ports/system.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tek-config-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sentence = (environment: Record<string, string>): string => {
  try {
    loadConfig({ DATA_DIR: folder, ...environment }, systemChance);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "no complaint";
};
const base64Key = Buffer.alloc(32, 7).toString("base64");

test("with nothing said, Tek is a local SQLite server", () => {
  expect(parseSettings({})).toMatchObject({
    database: { kind: "sqlite", file: join(process.cwd(), "data/tek.db") },
    host: "127.0.0.1",
    port: 3000,
    publicUrl: "http://127.0.0.1:3000",
    shopify: null,
    workers: "here",
    logLevel: "info",
    supportContact: null,
    privateNetwork: true,
  });
});

test("an empty value counts as not given", () => {
  expect(parseSettings({ PORT: "", DATABASE_URL: " ", SHOPIFY_API_KEY: "" })).toEqual(parseSettings({}));
});

describe("a wrong value is one sentence that names the variable and says what to write", () => {
  test.each([
    [{ PORT: "eighty" }, /^PORT \("eighty"\) .*such as PORT=3000\.$/],
    [{ PORT: "70000" }, /^PORT /],
    [{ HOST: "http://localhost" }, /^HOST .*HOST=127\.0\.0\.1\.$/],
    [{ DATABASE_URL: "mysql://x/y" }, /^DATABASE_URL .*postgres:\/\/user:password@host:5432\/name/],
    [{ DATABASE_URL: "postgres://host" }, /^DATABASE_URL /],
    [{ DATABASE_URL: "postgres://u:p@host/tek" }, /^TEK_KEY is missing.*openssl rand -base64 32/],
    [{ TEK_KEY: "short" }, /^TEK_KEY is not 32 bytes/],
    [{ TEK_KEY: `${base64Key}AAAA` }, /^TEK_KEY is not 32 bytes/],
    [{ PUBLIC_URL: "tek.example.com" }, /^PUBLIC_URL .*PUBLIC_URL=https:\/\/tek\.example\.com\.$/],
    [{ PUBLIC_URL: "https://tek.example.com/app" }, /^PUBLIC_URL /],
    [{ PUBLIC_URL: "http://tek.example.com" }, /^PUBLIC_URL .*plain http.*https address\.$/],
    [{ CALLBACK_URL: "http://tek.example.com" }, /^CALLBACK_URL .*not an https origin.*PUBLIC_URL is https\.$/],
    [{ SHOPIFY_API_KEY: "k" }, /^SHOPIFY_API_SECRET is missing while SHOPIFY_API_KEY is set/],
    [{ SHOPIFY_API_SECRET: "s" }, /^SHOPIFY_API_KEY is missing while SHOPIFY_API_SECRET is set/],
    [{ SHOPIFY_STAND_IN: "http://127.0.0.1:1" }, /^SHOPIFY_API_KEY is missing while SHOPIFY_STAND_IN is set/],
    [{ SHOPIFY_STAND_IN: "http://127.0.0.1.evil.example" }, /^SHOPIFY_STAND_IN .*http:\/\/127\.0\.0\.1:<port>/],
    [{ SHOPIFY_STAND_IN: "https://127.0.0.1:1" }, /^SHOPIFY_STAND_IN /],
    [{ WORKERS: "all" }, /^WORKERS .*here, none or only\.$/],
    [{ WORKERS: "none" }, /^WORKERS .*needs PostgreSQL/],
    [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL .*debug, info/],
    [{ SUPPORT_CONTACT: "http://help.example.com" }, /^SUPPORT_CONTACT .*e-mail address or an https address/],
    [{ SUPPORT_CONTACT: "javascript:alert(1)" }, /^SUPPORT_CONTACT /],
    [{ PRIVATE_NETWORK: "yes" }, /^PRIVATE_NETWORK .*allow nor refuse/],
  ])("%j", (environment, expected) => {
    const said = sentence(environment);
    expect(said).toMatch(expected);
    expect(said.split("\n")).toHaveLength(1);
  });

  test("without repeating a secret that stands in it", () => {
    expect(sentence({ TEK_KEY: "hunter2" })).not.toContain("hunter2");
    expect(sentence({ DATABASE_URL: "mysql://u:hunter2@h/d" })).not.toContain("hunter2");
    expect(sentence({ PUBLIC_URL: "https://u:hunter2@h/" })).not.toContain("hunter2");
  });
});

describe("the key", () => {
  test("is taken from TEK_KEY, and then no file is made", () => {
    const { key } = loadConfig({ DATA_DIR: folder, TEK_KEY: base64Key }, systemChance);
    expect(Buffer.from(key).toString("base64")).toBe(base64Key);
    expect(existsSync(join(folder, "tek.key"))).toBe(false);
  });

  test("is made once, for its owner only, and read again afterwards", () => {
    const first = loadConfig({ DATA_DIR: join(folder, "new") }, systemChance).key;
    expect(first).toHaveLength(32);
    expect(statSync(join(folder, "new/tek.key")).mode & 0o777).toBe(0o600);
    expect(loadConfig({ DATA_DIR: join(folder, "new") }, systemChance).key).toEqual(first);
  });

  test("in a file that others can read is refused", () => {
    loadConfig({ DATA_DIR: folder }, systemChance);
    chmodSync(join(folder, "tek.key"), 0o644);
    expect(sentence({})).toMatch(/^TEK_KEY is not set and the key file .*run `chmod 600 .*tek\.key`\.$/);
  });

  test("is not made anew beside a database that was sealed with the lost one", () => {
    writeFileSync(join(folder, "tek.db"), "");
    expect(sentence({})).toMatch(/^TEK_KEY .*tek\.key is gone.*put the copy of the key back/);
  });

  test("in a damaged file is refused", () => {
    writeFileSync(join(folder, "tek.key"), "nonsense", { mode: 0o600 });
    expect(sentence({})).toMatch(/^TEK_KEY .*does not hold 32 bytes/);
  });
});

test("once others can reach Tek, shops on private addresses are refused unless that is allowed", () => {
  expect(parseSettings({ PUBLIC_URL: "https://tek.example.com" }).privateNetwork).toBe(false);
  expect(parseSettings({ HOST: "0.0.0.0" }).privateNetwork).toBe(false);
  expect(parseSettings({ HOST: "0.0.0.0", PRIVATE_NETWORK: "allow" }).privateNetwork).toBe(true);
  expect(parseSettings({ PRIVATE_NETWORK: "refuse" }).privateNetwork).toBe(false);
});

test("without PUBLIC_URL, Tek is reached where it listens", () => {
  const reachedAt = (environment: Record<string, string>, port: number) =>
    listeningAt({ ...parseSettings(environment), key: new Uint8Array(32) }, port).publicUrl;
  expect(reachedAt({ HOST: "::1", PORT: "81" }, 81)).toBe("http://[::1]:81");
  expect(reachedAt({ HOST: "0.0.0.0", PORT: "0" }, 4711)).toBe("http://127.0.0.1:4711");
  expect(reachedAt({ PORT: "0", PUBLIC_URL: "https://a.example" }, 4711)).toBe("https://a.example");
});

test("docs/configuration.md names every variable that is read, in the same order, with its default", () => {
  const page = readFileSync(join(import.meta.dirname, "../docs/configuration.md"), "utf8");
  const rows = [...page.matchAll(/^\| `([A-Z_]+)`\s+\| (.+?)\s+\|/gm)].map(([, name, otherwise]) => [name, otherwise]);
  expect(rows.map(([name]) => name)).toEqual([...variables]);
  const { host, port, workers, logLevel } = parseSettings({});
  expect(Object.fromEntries(rows)).toMatchObject({
    HOST: `\`${host}\``,
    PORT: `\`${port}\``,
    WORKERS: `\`${workers}\``,
    LOG_LEVEL: `\`${logLevel}\``,
  });
});

test("only the names of the table are read from the environment", () => {
  const source = readFileSync(join(import.meta.dirname, "config.server.ts"), "utf8");
  const read = [...source.matchAll(/(?:given\("|environment\.)([A-Z_]+)/g)].map(([, name]) => name);
  expect(new Set(read)).toEqual(new Set(variables));
});
