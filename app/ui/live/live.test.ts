import { expect, test } from "vitest";
import type { BrowserPorts } from "../browser/browser-ports.ts";
import type { LiveEvent, LiveState } from "./live-event.ts";
import { createPacer } from "./pacer.ts";
import { readLive, waitAfter } from "./read-live.ts";

/** Timers that ring when they are told to, and a network that answers from a list. */
type Answer = (signal: AbortSignal) => Response;

function world(answers: readonly Answer[] = []) {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const asked: string[] = [];
  const ports: BrowserPorts = {
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    elapsed: () => now,
    fraction: () => 0.5,
    fetch: (path, { signal }) => {
      const answer = answers[asked.length];
      asked.push(path);
      if (answer && signal) return Promise.resolve(answer(signal));
      return new Promise((_resolve, reject) =>
        signal?.addEventListener("abort", () => reject(new DOMException("over", "AbortError"))),
      );
    },
  };
  return {
    ports,
    asked,
    pass(ms: number) {
      now += ms;
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.run();
    },
    /** Lets everything that was promised happen. */
    settle: async () => {
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const frame = (number: number) =>
  `id: ${number}\ndata: ${JSON.stringify({ number, order: "o", shop: null, code: "order.found" })}\n\n`;
const stream = (...parts: readonly string[]) => new Response(parts.join(""));

async function listen(answers: readonly Answer[], passes: number) {
  const { ports, asked, pass, settle } = world(answers);
  const events: LiveEvent[] = [];
  const states: LiveState[] = [];
  const end = new AbortController();
  const done = readLive(5, ports, end.signal, { onEvent: (e) => events.push(e), onState: (s) => states.push(s) });
  for (let n = 0; n < passes; n++) {
    await settle();
    pass(31_000);
  }
  await settle();
  end.abort();
  await done;
  return { asked, numbers: events.map((event) => event.number), states };
}

test("a stream that ended goes on after the last number that was seen", async () => {
  const heard = await listen([() => stream(": keep-alive\n\n", frame(6), frame(7)), () => stream(frame(8))], 2);
  expect(heard.numbers).toEqual([6, 7, 8]);
  expect(heard.asked).toEqual(["/live?after=5", "/live?after=7", "/live?after=8"]);
});

test("an event that comes twice is told once, and a frame that nobody understands is passed over", async () => {
  const heard = await listen(
    [() => stream(frame(6), "data: {half\n\n", 'data: {"number":"x"}\n\n', frame(6), frame(9))],
    0,
  );
  expect(heard.numbers).toEqual([6, 9]);
});

test("refusals are tried again and said after the second one, until a stream opens", async () => {
  const refused = () => new Response(null, { status: 503 });
  const heard = await listen([refused, refused, refused, () => stream(frame(6))], 4);
  expect(heard.states).toEqual(["off", "off", "on"]);
  expect(heard.numbers).toEqual([6]);
});

test("a silent stream is given up and opened anew", async () => {
  const silent = (signal: AbortSignal) =>
    new Response(
      new ReadableStream({
        start: (body) => signal.addEventListener("abort", () => body.error(new DOMException("over", "AbortError"))),
      }),
    );
  const heard = await listen([silent, () => stream(frame(6))], 4);
  expect(heard.numbers).toEqual([6]);
});

test("waits double from a quarter of a second to half a minute, and half of each is chance", () => {
  expect(waitAfter(0, 0)).toBe(250);
  expect(waitAfter(0, 1)).toBe(500);
  expect(waitAfter(3, 0)).toBe(2000);
  expect(waitAfter(1000, 1)).toBe(30_000);
});

test("many askings become a first run at once and one run a gap", () => {
  const { ports, pass } = world();
  let runs = 0;
  const pacer = createPacer(ports, 250, { busy: () => false, run: () => (runs += 1) });
  for (let n = 0; n < 100; n++) pacer.ask();
  expect(runs).toBe(1);
  pass(250);
  expect(runs).toBe(2);
  pass(5000);
  expect(runs).toBe(2);
});

test("what is asked while the last run is under way is done after it, not lost", () => {
  const { ports, pass } = world();
  let [runs, busy] = [0, true];
  const pacer = createPacer(ports, 250, { busy: () => busy, run: () => (runs += 1) });
  pacer.ask();
  pass(250);
  expect(runs).toBe(0);
  busy = false;
  pass(250);
  expect(runs).toBe(1);
});

test("a pacer that was stopped runs nothing any more", () => {
  const { ports, pass } = world();
  let runs = 0;
  const pacer = createPacer(ports, 250, { busy: () => false, run: () => (runs += 1) });
  pacer.ask();
  pacer.ask();
  pacer.stop();
  pass(5000);
  expect(runs).toBe(1);
});
