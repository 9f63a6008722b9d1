import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import express from "express";
import { describe, expect, test } from "vitest";
import { loadConfig } from "#app/config.server.ts";
import { toShopId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";
import { aShop, type SmallRuntime } from "#app/http/fixtures/small-runtime.ts";
import { writeServerFile } from "#app/http/server-file.ts";
import { startServer } from "#app/http/start-server.ts";
import { holdFolder } from "#app/ports/folder-hold.ts";
import { systemChance } from "#app/ports/system.ts";
import { ends, folder, machine, ports, withWorkspace } from "./fixtures/machine.ts";

describe("without a server, the command opens the database itself", () => {
  const woo = ["shops", "connect", "woocommerce", "--url", "https://shop.example"];

  test("connects a shop into a new workspace, runs the workers until the import is done, and closes", async () => {
    const { tek } = machine((runtime) => {
      let looks = 0;
      const { shopsPage } = runtime.tek.views;
      runtime.tek.views.shopsPage = async (caller) => {
        looks += 1;
        const done = Math.min(looks, 3);
        runtime.shops = [{ ...aShop, import: { ...aShop.import, state: done < 3 ? "running" : "done", done } }];
        return await shopsPage(caller);
      };
    });
    const { exit, out, errors, happened } = await tek([...woo, "--key", "ck_1", "--secret", "cs_1"]);
    expect([exit, out]).toEqual([0, "Connected Berlin store. 3 orders imported.\n"]);
    expect(errors).toBe(
      'Made the workspace "Tek".\nBerlin store: 1 of 3 orders (33 %)\nBerlin store: 2 of 3 orders (66 %)\nBerlin store: 3 of 3 orders (100 %)\n',
    );
    expect(happened).toEqual(["start", "connect https://shop.example ck_1 cs_1", "drain"]);
    expect(holdFolder(folder)?.release()).toBeUndefined();
  });

  test("takes secrets from the environment and from lines of the input", async () => {
    const { tek } = machine();
    const given = await tek([...woo, "--secret", "-", "--no-wait"], {
      environment: { DATA_DIR: folder, TEK_WOOCOMMERCE_KEY: "ck_env" },
      input: Readable.from(["cs_line\n"]),
    });
    expect(given.happened).toEqual(["connect https://shop.example ck_env cs_line", "drain"]);
    const both = await tek([...woo, "--key", "-", "--secret", "-", "--no-wait"], {
      input: Readable.from(["ck_a\ncs_b\n"]),
    });
    expect(both.happened).toContain("connect https://shop.example ck_a cs_b");
  });

  test("says what the shop refused, exit 1", async () => {
    const { exit, out, errors } = await machine().tek([
      "shops",
      "connect",
      "woocommerce",
      "--url",
      "https://refuse.example",
      "--key",
      "k",
      "--secret",
      "s",
    ]);
    expect([exit, out]).toEqual([1, ""]);
    expect(errors).toMatch(/^tek: The key cannot be used: ./m);
  });

  test("stops waiting for an import of a shop that was paused, exit 1", async () => {
    const { tek } = machine((runtime) => {
      const paused = { code: "signed-out", params: {}, at: toInstant(1) };
      runtime.shops = [{ ...aShop, state: "paused", paused, import: { ...aShop.import, state: "running" } }];
    });
    const { exit, errors } = await tek([...woo, "--key", "k", "--secret", "s"]);
    expect([exit, errors]).toEqual([1, expect.stringContaining("tek: Berlin store is paused: ")]);
  });

  test("gives up waiting when the person does, exit 75, and still closes the database", async () => {
    const gaveUp = new AbortController();
    const { tek } = machine((runtime) => {
      runtime.shops = [{ ...aShop, import: { ...aShop.import, state: "running" } }];
      gaveUp.abort();
    });
    const { exit, happened } = await tek([...woo, "--key", "k", "--secret", "s"], { signal: gaveUp.signal });
    expect([exit, happened.at(-1)]).toEqual([75, "drain"]);
  });

  test("exports to the output, and nothing else goes there", async () => {
    const { tek } = machine(withWorkspace);
    const { exit, out, errors, happened } = await tek(["orders", "export", "--shop", "berlin.example"]);
    expect([exit, out, errors]).toEqual([0, '{"number":"1"}\n{"number":"2"}\n', ""]);
    expect(happened).toEqual([`export ndjson ${aShop.id}`, "drain"]);
  });

  test("exports nothing at all by a filter that it does not understand", async () => {
    for (const filter of ["colour=red", "tab=unpayed", "state=frozen&tab=open", "/orders?least=12"]) {
      const { exit, out, errors, happened } = await machine(withWorkspace).tek([
        "orders",
        "export",
        "--filter",
        filter,
      ]);
      expect([filter, exit, out, happened.filter((one) => one.startsWith("export"))]).toEqual([filter, 2, "", []]);
      expect(errors).toMatch(/colour=?|tab=unpayed|state=frozen|least=12/);
    }
    const whole = await machine(withWorkspace).tek(["orders", "export", "--filter", "/orders?tab=unpaid&tag=vip"]);
    expect(whole.exit).toBe(0);
  });

  test("reads what changed first when the export should be fresh", async () => {
    const { tek } = machine(withWorkspace);
    const { happened } = await tek(["orders", "export", "--format", "csv", "--fresh"]);
    expect(happened).toEqual(["start", "sync 1", "export csv all", "drain"]);
  });

  test("says of an export that the import is not finished", async () => {
    const { tek } = machine(async (runtime) => {
      await withWorkspace(runtime);
      runtime.shops = [{ ...aShop, import: { state: "running", done: 2, total: 9, finishedAt: null } }];
    });
    expect((await tek(["orders", "export"])).errors).toMatch(/The import of Berlin store is not finished \(2 of 9\)/);
  });

  test("writes a file whole, or not at all", async () => {
    const out = join(folder, "orders.ndjson");
    expect(await machine(withWorkspace).tek(["orders", "export", "--out", out])).toMatchObject({ exit: 0, out: "" });
    expect(readFileSync(out, "utf8")).toBe('{"number":"1"}\n{"number":"2"}\n');
    const broken = machine(async (runtime) => {
      await withWorkspace(runtime);
      runtime.acts.exportOrders = async function* () {
        yield "half";
        throw new Error("disk");
      };
    });
    const original = console.error;
    console.error = () => undefined;
    const failed = await broken.tek(["orders", "export", "--out", out]);
    console.error = original;
    expect([failed.exit, existsSync(`${out}.part`)]).toEqual([1, false]);
    expect(readFileSync(out, "utf8")).toBe('{"number":"1"}\n{"number":"2"}\n');
    expect(await machine(withWorkspace).tek(["orders", "export", "--out", join(folder, "no/where")])).toMatchObject({
      exit: 1,
      errors: expect.stringMatching(/cannot be written \(ENOENT\)/),
    });
  });

  test("knows a shop by name, address or id; names them when it is none (3) or several (2)", async () => {
    const twin = {
      ...aShop,
      id: toShopId("01900000-0000-7000-8000-00000000000b"),
      adminUrl: "https://twin.example/wp-admin",
    };
    const { tek } = machine(async (runtime) => {
      await withWorkspace(runtime);
      runtime.shops = [aShop, twin];
    });
    for (const shop of [aShop.id, "https://berlin.example", "BERLIN.example"])
      expect((await tek(["sync", "now", "--no-wait", "--shop", shop])).exit).toBe(0);
    expect(await tek(["sync", "now", "--shop", "berlin store"])).toMatchObject({
      exit: 2,
      errors: expect.stringContaining(twin.id),
    });
    expect(await tek(["sync", "now", "--shop", "paris"])).toMatchObject({
      exit: 3,
      errors: expect.stringContaining(aShop.id),
    });
  });

  test("lists the shops for people and as JSON", async () => {
    const { tek } = machine(withWorkspace);
    expect((await tek(["shops", "list"])).out).toBe(
      "SHOP          PLATFORM     STATE   ORDERS  READ (UTC)           ID\n" +
        `Berlin store  woocommerce  active  3       2027-01-15 08:00:00  ${aShop.id}\n`,
    );
    expect(JSON.parse((await tek(["shops", "list", "--json"])).out)).toMatchObject({
      what: "shops",
      shops: [{ id: aShop.id, orders: 3 }],
    });
  });

  test("makes an owner link for the server's address", async () => {
    const { exit, out } = await machine(withWorkspace).tek(["owner-link"]);
    expect([exit, out]).toEqual([0, expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/owner\/[\w-]{43}\n$/)]);
  });

  test("makes the first workspace with an owner link, and never another one for a name that is none", async () => {
    const { tek } = machine();
    const { exit, out, errors } = await tek(["owner-link", "--workspace", "Çini Evi"]);
    expect([exit, out]).toEqual([0, expect.stringContaining("/owner/")]);
    expect(errors).toContain('Made the workspace "Çini Evi".');
    expect(await tek(["owner-link", "--workspace", "Cini"])).toMatchObject({
      exit: 3,
      errors: expect.stringContaining("Çini Evi"),
    });
    expect((await tek(["owner-link"])).errors).not.toContain("Made");
  });

  test("has nothing to say of an empty folder, exit 3, and waits for nobody who holds it, exit 75", async () => {
    expect(await machine().tek(["shops", "list"])).toMatchObject({
      exit: 3,
      errors: expect.stringContaining("shops connect --help"),
    });
    const hold = holdFolder(folder);
    expect(await machine().tek(["shops", "list"])).toMatchObject({
      exit: 75,
      errors: expect.stringContaining("try again"),
    });
    hold?.release();
  });
});

describe("with a server, the command asks it", () => {
  const serving = async (prepare: (runtime: SmallRuntime) => unknown = withWorkspace) => {
    const server = machine(prepare);
    const running = await startServer({
      config: loadConfig({ DATA_DIR: folder, PORT: "0" }, systemChance),
      ports,
      pid: process.pid,
      createRuntime: server.createRuntime,
      openPages: async () => ({ router: express.Router(), close: async () => undefined }),
    });
    ends.push(() => running.stop());
    return { url: running.url, runtime: () => server.runtimes[0], stop: running.stop };
  };

  test("and opens no database of its own", async () => {
    const { url, runtime } = await serving();
    const client = machine();
    const { exit, out } = await client.tek(["orders", "export", "--format", "csv"]);
    expect([exit, out]).toEqual([0, '{"number":"1"}\n{"number":"2"}\n']);
    expect(client.runtimes).toEqual([]);
    expect(runtime()?.happened).toContain("export csv all");
    expect((await client.tek(["owner-link"])).out).toMatch(new RegExp(`^${url}/owner/`));
  });

  test("carries characters of several bytes whole over the wire, however they are cut", async () => {
    await serving(async (runtime) => {
      await withWorkspace(runtime);
      runtime.exported = ["ışıl ürün 🙂\n".repeat(20_000)];
    });
    expect((await machine().tek(["orders", "export"])).out).toBe("ışıl ürün 🙂\n".repeat(20_000));
  });

  test("and says so when the server goes away in the middle, exit 75", async () => {
    const server = await serving(async (runtime) => {
      await withWorkspace(runtime);
      runtime.shops = [{ ...aShop, import: { ...aShop.import, state: "running" } }];
    });
    const waiting = machine().tek(["shops", "connect", "shopify", "--shop", "a.myshopify.com", "--token", "t"], {
      errors: new Writable({
        write(_chunk, _encoding, done) {
          void server.stop();
          done();
        },
      }),
    });
    expect((await waiting).exit).toBe(75);
  });

  test("unless it was killed and only its file is left", async () => {
    writeServerFile(folder, { pid: 1, url: "http://127.0.0.1:9", token: "x".repeat(43) });
    const { exit } = await machine(withWorkspace).tek(["shops", "list"]);
    expect(exit).toBe(0);
  });
});
