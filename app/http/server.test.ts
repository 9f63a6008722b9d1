import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ConfigError, loadConfig } from "#app/config.server.ts";
import { commandLine } from "#app/doors/command-line.ts";
import { makeOwnerLink } from "#app/doors/owner-link.ts";
import { systemChance, systemClock, systemTimers } from "#app/ports/system.ts";
import { quietLog } from "#tests/engines/quiet-log.ts";
import { browserOf, folder, handTimers, serving, settledWhen, streamOf } from "./fixtures/serving.ts";
import { builtPages, NotBuilt } from "./pages.ts";
import { readServerFile } from "./server-file.ts";
import { startServer } from "./start-server.ts";

describe("health", () => {
  test("says that the process lives, and that it can work", async () => {
    const { url } = await serving();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ready: true, database: true, workers: "running", draining: false },
    ]);
  });

  test("is not ready when the workers stopped, but lives", async () => {
    const { url, runtime } = await serving();
    runtime.working = "stopped";
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    runtime.working = "elsewhere";
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test("is not ready when the database does not answer", async () => {
    const { url, runtime } = await serving();
    await runtime.db.close();
    const errors: unknown[] = [];
    const original = console.error;
    console.error = (...said) => errors.push(said);
    const ready = await fetch(`${url}/readyz`);
    console.error = original;
    expect([ready.status, await ready.json()]).toMatchObject([503, { database: false }]);
    expect(errors).toHaveLength(1);
  });
});

describe("the owner link", () => {
  test("signs in once; then it leads to the page that says what to do", async () => {
    const at = await serving();
    const entered = await commandLine(at.runtime.db, at.ports, null, true);
    if (entered.kind !== "entered") throw new Error("not entered");
    const { token } = await makeOwnerLink(at.runtime.db, at.ports, entered.caller);
    const address = `${at.url}/owner/${token}`;
    expect((await fetch(address, { method: "HEAD" })).status).toBe(204);
    const first = await fetch(address, { redirect: "manual" });
    expect(first.headers.getSetCookie()[0]).toMatch(
      /^tek_sign_in=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
    );
    const again = await fetch(address, { redirect: "manual" });
    expect([again.status, again.headers.getSetCookie()]).toEqual([303, []]);
    expect(again.headers.get("location")).toBe("/owner-link?link=used");
  });
});

describe("the command's door", () => {
  const post = (url: string, token: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/_command`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      body: JSON.stringify({ act: "list-shops", workspace: null }),
    });

  test("opens with the token of server.json, which only its owner can read", async () => {
    const at = await serving();
    await browserOf(at);
    const file = readServerFile(folder);
    expect(statSync(join(folder, "server.json")).mode & 0o777).toBe(0o600);
    const answer = await post(at.url, file?.token ?? "");
    expect(JSON.parse((await answer.text()).trim())).toMatchObject({
      kind: "result",
      result: { what: "shops", shops: [{ name: "Berlin store" }] },
    });
  });

  test("is not there for a wrong token, nor through a proxy", async () => {
    const at = await serving();
    const token = readServerFile(folder)?.token ?? "";
    expect((await post(at.url, `${token}x`)).status).toBe(404);
    expect(
      (
        await post(
          at.url,
          token.replace(/^./, (c) => (c === "a" ? "b" : "a")),
        )
      ).status,
    ).toBe(404);
    expect((await post(at.url, "")).status).toBe(404);
    expect((await post(at.url, token, { "x-forwarded-for": "203.0.113.7" })).status).toBe(404);
  });

  test("takes nothing but a command", async () => {
    const at = await serving();
    const token = readServerFile(folder)?.token ?? "";
    const answer = await fetch(`${at.url}/_command`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ act: "drop-everything" }),
    });
    expect(answer.status).toBe(400);
  });
});

describe("start and end", () => {
  test("pages answer behind everything else, and unknown paths are 404", async () => {
    const { url } = await serving();
    expect(await (await fetch(`${url}/orders`)).text()).toBe("the list");
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
  });

  test("a drain ends the streams, then the workers, and the folder is free again", async () => {
    const at = await serving();
    const stream = await streamOf(`${at.url}/live`, await browserOf(at));
    await stream.until("caught-up");
    expect(at.runtime.happened).toEqual(["start"]);
    await at.server.stop();
    await stream.end();
    expect(at.runtime.openStreams()).toBe(0);
    expect(at.runtime.happened).toEqual(["start", "pages closed", "drain"]);
    expect(readServerFile(folder)).toBeNull();
    await expect(fetch(`${at.url}/healthz`)).rejects.toThrow();
    await (await serving()).server.stop();
  });

  test("an answer under way is given before the database closes", async () => {
    const { url, slow, server, runtime } = await serving();
    const answer = fetch(`${url}/slow`).then((response) => response.text());
    await slow.asked.promise;
    const stopped = server.stop();
    await settledWhen(() => runtime.happened.includes("pages closed"));
    expect(runtime.happened).not.toContain("drain");
    slow.answer.resolve();
    expect(await answer).toBe("at last");
    await stopped;
    expect(runtime.happened).toContain("drain");
  });

  test("an answer that does not come to its end within ten seconds of a drain is cut", async () => {
    const timers = handTimers();
    const { url, slow, server } = await serving({ timers });
    const answer = fetch(`${url}/slow`);
    answer.catch(() => undefined);
    await slow.asked.promise;
    const stopped = server.stop();
    await settledWhen(() => timers.waiting().includes(10_000));
    timers.fire(10_000);
    await expect(answer).rejects.toThrow();
    await stopped;
  });

  test("a second server on the same folder is refused with a sentence, and leaves the first one alone", async () => {
    const { url } = await serving();
    const refused = serving();
    await expect(refused).rejects.toThrow(ConfigError);
    await expect(refused).rejects.toThrow(
      /^DATA_DIR \(.*\) is held by the server at http:\/\/127\.0\.0\.1:\d+ \(process \d+\)/,
    );
    expect(readServerFile(folder)?.url).toBe(url);
  });

  test("a port that is taken is refused with a sentence, and the folder is given back", async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
    const address = blocker.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    await expect(serving({ environment: { PORT: port } })).rejects.toThrow(/^PORT \(\d+\) is taken by another process/);
    await new Promise((resolve) => blocker.close(resolve));
    await serving({ environment: { PORT: port } });
  });

  test("a host that is not this machine's is refused with a sentence", async () => {
    await expect(serving({ environment: { HOST: "203.0.113.7" } })).rejects.toThrow(
      /^HOST \("203\.0\.113\.7"\) is no address/,
    );
  });

  test("a runtime that cannot be built gives folder and port back", async () => {
    const config = loadConfig({ DATA_DIR: folder, PORT: "0" }, systemChance);
    const ports = {
      clock: systemClock,
      timers: systemTimers(),
      chance: systemChance,
      network: { fetch },
      log: quietLog,
    };
    const broken = { config, ports, pid: process.pid, createRuntime: () => Promise.reject(new Error("no database")) };
    const openPages = () => Promise.reject(new Error("not reached"));
    await expect(startServer({ ...broken, openPages })).rejects.toThrow("no database");
    await serving();
  });

  test("a signed-in cookie is marked secure as soon as browsers come by https", async () => {
    const at = await serving({ environment: { PUBLIC_URL: "https://tek.example.com" } });
    expect((await browserOf(at)).cookie).toMatch(/^__Host-tek_sign_in=/);
  });

  test("screens that were never built are a sentence", async () => {
    const { runtime } = await serving();
    await expect(builtPages(folder, runtime.tek)).rejects.toThrow(NotBuilt);
    expect(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")).toContain(
      '"build": "remix vite:build"',
    );
  });
});
