import { createParser } from "eventsource-parser";
import type { BrowserPorts } from "../browser/browser-ports.ts";
import { type LiveEvent, type LiveState, liveEventSchema } from "./live-event.ts";

interface Reader {
  onEvent(event: LiveEvent): void;
  onState(state: LiveState): void;
}

const firstWaitMs = 500;
const longestWaitMs = 30_000;
/** The server sends a sign of life every 15 seconds; a stream that is silent for longer is dead, whatever the socket says. */
const silenceMs = 45_000;

/**
 * Reads GET /live from after event `after`, for ever: a cut stream goes on from the last number seen, first after half a second, then
 * more slowly, with jitter so that a thousand tabs do not come back in one moment. Ends when `signal` aborts.
 */
export async function readLive(after: number, ports: BrowserPorts, signal: AbortSignal, reader: Reader): Promise<void> {
  let last = after;
  let failures = 0;
  while (!signal.aborted) {
    const seen = (event: LiveEvent) => {
      failures = 0;
      if (event.number <= last) return;
      last = event.number;
      reader.onEvent(event);
    };
    const opened = () => {
      failures = 0;
      reader.onState("on");
    };
    const ended = await readOnce(last, ports, signal, opened, seen);
    if (signal.aborted) return;
    if (ended === "cut") failures += 1;
    if (failures > 1) reader.onState("off");
    await pause(ports, signal, waitAfter(failures, ports.fraction()));
  }
}

/** Half of the wait is certain, half is chance. */
export function waitAfter(failures: number, fraction: number): number {
  const longest = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures, 10));
  return longest / 2 + (longest / 2) * fraction;
}

/** "ended": the server closed an open stream in good order; "cut": it refused, or the network broke. */
async function readOnce(
  after: number,
  ports: BrowserPorts,
  signal: AbortSignal,
  opened: () => void,
  seen: (event: LiveEvent) => void,
): Promise<"ended" | "cut"> {
  const silence = new AbortController();
  let stopWatch = ports.after(silenceMs, () => silence.abort());
  try {
    const response = await ports.fetch(`/live?after=${after}`, {
      headers: { accept: "text/event-stream" },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!response.ok || !response.body) return "cut";
    opened();
    const parser = createParser({ onEvent: ({ data }) => tell(data, seen) });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      stopWatch();
      stopWatch = ports.after(silenceMs, () => silence.abort());
      parser.feed(part.value);
    }
    return "ended";
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return "cut";
    throw error;
  } finally {
    stopWatch();
  }
}

/** A frame that this version does not understand is passed over: a newer server may send more than we know. */
function tell(data: string, seen: (event: LiveEvent) => void): void {
  const event = liveEventSchema.safeParse(jsonOf(data));
  if (event.success) seen(event.data);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function pause(ports: BrowserPorts, signal: AbortSignal, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const cancel = ports.after(ms, resolve);
    signal.addEventListener(
      "abort",
      () => {
        cancel();
        resolve();
      },
      { once: true },
    );
  });
}
