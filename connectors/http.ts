import type { Clock, Log, Network, Timers } from "../app/ports/ports.ts";
import { Fault } from "./contract/fault.ts";
import type { Io } from "./contract/port.ts";
import { retryAfter } from "./contract/retry-after.ts";
import type { Pacer, Priority } from "./pacer.ts";

export interface IoOptions {
  readonly network: Network;
  readonly clock: Clock;
  readonly log: Log;
  /** One for each account (or app, where the platform counts so), shared by everything that speaks with it. */
  readonly pacer: Pacer;
  readonly priority: Priority;
  /** Never seen in a log line, whatever an adapter notes. */
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
  /** The longest answer that is taken, in bytes: 32 MiB unless told. */
  readonly capBytes?: number;
  /** With these a request that has no whole answer after `timeoutMs` (60 s unless told) is given up. */
  readonly timers?: Timers;
  readonly timeoutMs?: number;
  readonly platform: string;
  readonly shop: string;
}

const defaultCap = 32 * 1024 * 1024;

/** Makes the one thing through which an adapter reaches the outside, for one read or write. Answers are read whole here, so that a cut is a Fault too. */
export function createIo(options: IoOptions): Io {
  const { clock, pacer, log, platform, shop, signal } = options;
  const cap = options.capBytes ?? defaultCap;

  // Several requests may make one read. Once the first was let through, the others may use the reserve: otherwise a read would spend
  // its share on its first request, fall short at its second, and begin anew for ever.
  let begun = false;

  async function fetch(request: Request, spend = { budget: pacer.standard, cost: 1 }): Promise<Response> {
    const admission = pacer.admit(spend.budget, spend.cost, begun ? "person" : options.priority);
    if (!admission.ok) {
      throw new Fault("throttled", { code: "budget.short", retryAt: admission.retryAt, budget: spend.budget });
    }
    begun = true;
    const response = await send(request);
    if (response.status === 429 || response.status === 503) {
      const at = retryAfter(response.headers, clock.now());
      if (at !== null) pacer.holdUntil(spend.budget, at);
    }
    return response;
  }

  async function send(request: Request): Promise<Response> {
    const giveUp = new AbortController();
    const stop = AbortSignal.any([signal, request.signal, giveUp.signal]);
    const cancel = options.timers?.after(options.timeoutMs ?? 60_000, () => giveUp.abort());
    try {
      const answer = options.network.fetch(new Request(request, { signal: stop, redirect: "manual" }));
      const response = await until(stop, answer);
      return await until(stop, whole(response, cap));
    } catch (cause) {
      if (cause instanceof Fault) throw cause;
      throw new Fault("unreachable", {
        code: giveUp.signal.aborted ? "network.timeout" : signal.aborted ? "network.stopped" : codeOf(cause),
        params: { host: new URL(request.url).host },
        cause: named(cause, options.secrets),
      });
    } finally {
      cancel?.();
    }
  }

  return {
    fetch,
    signal,
    learned: (budget, level) => pacer.learned(budget, level),
    now: () => clock.now(),
    note(event, facts = {}) {
      const shown = Object.entries(facts).map(([name, value]) => [
        name,
        typeof value === "string" ? redact(value, options.secrets) : value,
      ]);
      log.info(redact(event, options.secrets), { ...Object.fromEntries(shown), platform, shop });
    },
  };
}

/** Replaces every secret in a text, also in the forms that an address or a basic header gives it. */
export function redact(text: string, secrets: readonly string[]): string {
  let shown = text;
  for (const secret of secrets) {
    if (secret === "") continue;
    for (const form of new Set([secret, encodeURIComponent(secret)])) shown = shown.replaceAll(form, "***");
  }
  return shown;
}

async function whole(response: Response, cap: number): Promise<Response> {
  if (!response.body) return response;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > cap) {
      await reader.cancel();
      throw new Fault("unreadable", { code: "network.too-long", params: { cap }, status: response.status });
    }
    chunks.push(value);
  }
  return new Response(Buffer.concat(chunks), {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  });
}

/** A network that does not listen to the signal must not hold us. */
function until<T>(stop: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onStop = () => reject(new Error("stopped"));
    if (stop.aborted) onStop();
    stop.addEventListener("abort", onStop, { once: true });
    work.then(resolve, reject).finally(() => stop.removeEventListener("abort", onStop));
  });
}

/** Why no connection came about: the code that Node hangs on the innermost cause. */
function codeOf(cause: unknown): string {
  for (let error = cause; error instanceof Error; error = error.cause) {
    const code = "code" in error && typeof error.code === "string" ? error.code : "";
    if (code === "ENOTFOUND") return "network.no-such-host";
    if (code === "private-address") return "network.private-address";
    if (/CERT|UNABLE_TO_VERIFY|SELF_SIGNED/.test(code)) return "network.certificate";
  }
  return "network.unreachable";
}

/** The cause without what a network library hangs on its errors (requests, and with them headers). */
function named(cause: unknown, secrets: readonly string[]): Error {
  const inner = cause instanceof Error && cause.cause instanceof Error ? `: ${cause.cause.message}` : "";
  return new Error(redact(`${cause instanceof Error ? cause.message : String(cause)}${inner}`, secrets));
}
