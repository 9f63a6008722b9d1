import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { type Instant, toInstant } from "#app/domain/instant.ts";
import { browserPorts } from "../browser/browser-ports.ts";
import { useShell } from "../shell/shell.tsx";
import type { LiveEvent, LiveState } from "./live-event.ts";
import { createLiveHub, type LiveHub } from "./live-hub.ts";
import { createPacer } from "./pacer.ts";

let hub: { readonly key: string; readonly hub: LiveHub } | null = null;

function hubFor(shop: string | null): LiveHub {
  const key = `tek-live ${shop ?? "standalone"}`;
  if (hub?.key !== key) hub = { key, hub: createLiveHub(key, browserPorts) };
  return hub.hub;
}

const never = () => () => {};

/** Whether news arrive. */
export function useLiveState(): LiveState {
  const { facts } = useShell();
  const known = typeof window === "undefined" ? null : hubFor(facts.shop);
  return useSyncExternalStore<LiveState>(
    known ? known.onState : never,
    known ? known.state : () => "connecting",
    () => "connecting",
  );
}

/**
 * Reads the page's data again when an event that matters to it comes: at once, then at most `perSecond` times a second, and never
 * while the last read is under way.
 */
export function useLiveRefresh(upTo: number, matters: (event: LiveEvent) => boolean, perSecond: number): void {
  const { revalidate, state } = useRevalidator();
  useLiveNews(upTo, { matters, run: revalidate, busy: state !== "idle" }, perSecond);
}

interface LiveReader {
  matters(event: LiveEvent): boolean;
  run(): void;
  /** The last run is under way. */
  readonly busy: boolean;
}

/** Runs when an event after `upTo` comes that matters: at once, then at most `perSecond` times a second. Null: there is nothing to hear. */
export function useLiveNews(upTo: number | null, reader: LiveReader, perSecond: number): void {
  const { facts } = useShell();
  const latest = useRef(reader);
  latest.current = reader;
  const from = useRef(upTo);
  useEffect(() => {
    if (from.current === null) return;
    const pacer = createPacer(browserPorts, 1000 / perSecond, {
      busy: () => latest.current.busy || document.visibilityState === "hidden",
      run: () => latest.current.run(),
    });
    const stop = hubFor(facts.shop).subscribe(from.current, (event) => {
      if (latest.current.matters(event)) pacer.ask();
    });
    return () => {
      stop();
      pacer.stop();
    };
  }, [facts.shop, perSecond]);
}

/**
 * Reads the page's data again `everyMs` after it last came, for a state that can end without an event: a read that finds the order
 * unchanged writes none. Null: no need.
 */
export function useRepeatedRefresh(everyMs: number | null): void {
  const { revalidate, state } = useRevalidator();
  const latest = useRef(revalidate);
  latest.current = revalidate;
  useEffect(() => {
    if (everyMs === null || state !== "idle") return;
    let cancel = () => {};
    const wait = () => {
      cancel = browserPorts.after(everyMs, () => (document.visibilityState === "hidden" ? wait() : latest.current()));
    };
    wait();
    return () => cancel();
  }, [everyMs, state]);
}

/** The server's now, going on with the page's own monotonic clock: a browser with a wrong date still shows right ages. */
export function useNow(serverNow: Instant): Instant {
  const [base, setBase] = useState({ serverNow, at: 0, passed: 0 });
  useEffect(() => {
    const at = browserPorts.elapsed();
    setBase({ serverNow, at, passed: 0 });
    let cancel = () => {};
    const tick = () => {
      setBase((old) => ({ ...old, passed: browserPorts.elapsed() - at }));
      cancel = browserPorts.after(20_000, tick);
    };
    cancel = browserPorts.after(20_000, tick);
    return () => cancel();
  }, [serverNow]);
  return toInstant(Math.max(serverNow, base.serverNow + base.passed));
}
