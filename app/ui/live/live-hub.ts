import type { BrowserPorts } from "../browser/browser-ports.ts";
import { type LiveEvent, type LiveState, type TabMessage, tabMessageSchema } from "./live-event.ts";
import { readLive } from "./read-live.ts";

export interface LiveHub {
  /** Events after `after`, then new ones as they come. The answer ends it. */
  subscribe(after: number, listener: (event: LiveEvent) => void): () => void;
  state(): LiveState;
  onState(listener: () => void): () => void;
}

/** What the leader keeps for tabs that come late; more has happened only when nobody looked for long. */
const kept = 500;

/**
 * One stream a browser: the tab that holds the lock reads it and tells the others. Where locks or channels are missing, each tab
 * reads its own. `key` keeps apart the shops that one browser has open.
 */
export function createLiveHub(key: string, ports: BrowserPorts): LiveHub {
  const events = new Set<(event: LiveEvent) => void>();
  const states = new Set<() => void>();
  const recent: LiveEvent[] = [];
  let state: LiveState = "connecting";
  let started = false;
  let leading = false;
  const channel = "BroadcastChannel" in window && "locks" in navigator ? new BroadcastChannel(key) : null;
  const send = (message: TabMessage) => channel?.postMessage(message);

  const setState = (next: LiveState) => {
    state = next;
    for (const listener of states) listener();
  };
  const take = (event: LiveEvent) => {
    if (recent.some((one) => one.number === event.number)) return;
    recent.push(event);
    if (recent.length > kept) recent.shift();
    for (const listener of events) listener(event);
  };
  const lead = (after: number): Promise<void> => {
    leading = true;
    const from = recent.reduce((highest, event) => Math.max(highest, event.number), after);
    return readLive(from, ports, new AbortController().signal, {
      onEvent: (event) => {
        take(event);
        send({ kind: "events", events: [event] });
      },
      onState: (next) => {
        setState(next);
        send({ kind: "state", state: next });
      },
    });
  };
  const listen = (message: TabMessage) => {
    if (message.kind === "events") for (const event of message.events) take(event);
    if (message.kind === "state" && !leading) setState(message.state);
    if (message.kind === "hello" && leading) {
      send({ kind: "events", events: recent.filter((event) => event.number > message.after) });
      send({ kind: "state", state });
    }
  };
  const start = (after: number) => {
    started = true;
    if (!channel) return void lead(after);
    channel.addEventListener("message", ({ data }) => {
      const message = tabMessageSchema.safeParse(data);
      if (message.success) listen(message.data);
    });
    send({ kind: "hello", after });
    void navigator.locks.request(key, () => lead(after));
  };

  return {
    subscribe(after, listener) {
      if (!started) start(after);
      else for (const event of recent) if (event.number > after) listener(event);
      events.add(listener);
      return () => events.delete(listener);
    },
    state: () => state,
    onState(listener) {
      states.add(listener);
      return () => states.delete(listener);
    },
  };
}
