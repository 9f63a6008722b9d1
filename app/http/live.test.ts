import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { browserOf, handTimers, serving, settledWhen, streamOf } from "./fixtures/serving.ts";

describe("the live stream", () => {
  test("is refused to a stranger and for a number that is none", async () => {
    const at = await serving();
    expect((await fetch(`${at.url}/live?after=1`)).status).toBe(401);
    expect((await fetch(`${at.url}/live?after=-1`, { headers: await browserOf(at) })).status).toBe(400);
  });

  test("goes on after the number asked for, uncompressed, with an id a message", async () => {
    const at = await serving();
    const stream = await streamOf(`${at.url}/live?after=41`, { ...(await browserOf(at)), "accept-encoding": "gzip" });
    expect(stream.answer.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect(stream.answer.headers.get("content-encoding")).toBeNull();
    expect(await stream.until("caught-up")).toContain('id: 42\ndata: {"code":"caught-up"}\n\n');
    at.runtime.say({ number: 43, data: { order: "o" } });
    expect(await stream.until("id: 43")).toContain('id: 43\ndata: {"order":"o"}\n\n');
    await stream.leave();
  });

  test("goes on after the last number that a reader who comes again has seen", async () => {
    const at = await serving();
    const stream = await streamOf(`${at.url}/live?after=1`, { ...(await browserOf(at)), "last-event-id": "99" });
    await stream.until("id: 100");
    await stream.leave();
  });

  test("gives a sign of life every fifteen seconds, and ends after ten minutes so that the reader is asked anew", async () => {
    const timers = handTimers();
    const at = await serving({ timers });
    const stream = await streamOf(`${at.url}/live`, await browserOf(at));
    await stream.until("caught-up");
    timers.fire(15_000);
    await stream.until(": still here");
    timers.fire(600_000);
    await stream.end();
    expect(timers.waiting()).toEqual([]);
  });

  test("asks for no more than a slow reader takes, and lets go of one that takes nothing for two signs of life", async () => {
    const timers = handTimers();
    const at = await serving({ timers });
    const { cookie } = await browserOf(at);
    const { hostname, port } = new URL(at.url);
    const socket = connect(Number(port), hostname);
    socket.write(`GET /live HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${cookie}\r\n\r\n`);
    await new Promise((resolve) => socket.once("data", resolve));
    socket.pause();
    const large = "x".repeat(16 * 1024 * 1024);
    at.runtime.say({ number: 2, data: large });
    for (let number = 3; number < 8; number++) at.runtime.say({ number, data: large });
    await settledWhen(() => {
      timers.fire(15_000);
      return at.runtime.openStreams() === 0;
    });
    expect(at.runtime.taken).toBe(2);
    socket.destroy();
  });

  test("is closed on our side when its reader goes away", async () => {
    const at = await serving();
    const stream = await streamOf(`${at.url}/live`, await browserOf(at));
    await stream.until("caught-up");
    expect(at.runtime.openStreams()).toBe(1);
    await stream.leave();
    await settledWhen(() => at.runtime.openStreams() === 0);
  });
});
