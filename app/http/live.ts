import { once } from "node:events";
import { type RequestHandler, type Response, Router } from "express";
import { mustHave, NotAllowed } from "#app/domain/caller.ts";
import { minutes, seconds } from "#app/domain/instant.ts";
import type { Ports } from "#app/ports/ports.ts";
import type { LiveMessage, Runtime } from "#app/runtime-contract.ts";
import { refuseEntry, webRequest } from "./web-request.ts";

/** Proxies cut a silent connection after a minute at the earliest. */
const keepAlive = seconds(15);
/** Then the reader comes again and is asked anew who it is. */
const longestStream = minutes(10);

/**
 * GET /live?after=<event number>: what changed since, then what changes, as server-sent events. A reader that comes again after a cut
 * is understood by its Last-Event-ID. A reader that takes nothing for two keep-alives is let go.
 */
export function live(
  runtime: Pick<Runtime, "tek" | "live">,
  ports: Pick<Ports, "timers" | "log">,
  closing: AbortSignal,
): Router {
  const handle: RequestHandler = async (request, response) => {
    const after = eventNumber(request.get("last-event-id") ?? request.query.after);
    if (after === null) return void response.status(400).end();
    const entry = await runtime.tek.door.enter(webRequest(request));
    if (entry.kind !== "caller") return refuseEntry(response, entry);
    mustHave(entry.caller, "orders.read");
    if (closing.aborted) return void response.status(503).set("retry-after", "2").end();
    const gone = new AbortController();
    const signal = AbortSignal.any([gone.signal, closing]);
    response.on("close", () => gone.abort());
    const stopBeats = beat(response, ports, () => gone.abort());
    try {
      open(response);
      await pump(runtime.live(entry.caller, after, signal), response, signal);
    } catch (error) {
      if (!signal.aborted) ports.log.error("live-stream-failed", error);
    } finally {
      stopBeats();
      response.end();
    }
  };
  return Router().get("/live", (request, response, next) => {
    Promise.resolve(handle(request, response, next)).catch((error: unknown) => {
      if (error instanceof NotAllowed) response.status(403).end();
      else next(error);
    });
  });
}

function open(response: Response): void {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  });
  response.write("retry: 2000\n\n");
}

async function pump(messages: AsyncIterable<LiveMessage>, response: Response, signal: AbortSignal): Promise<void> {
  for await (const { number, data } of messages) {
    if (signal.aborted) return;
    const taken = response.write(`id: ${number}\ndata: ${JSON.stringify(data)}\n\n`);
    if (!taken) await once(response, "drain", { signal });
  }
}

function beat(response: Response, { timers }: Pick<Ports, "timers">, letGo: () => void): () => void {
  let stuck = 0;
  let cancel = timers.after(keepAlive, next);
  const cancelEnd = timers.after(longestStream, letGo);
  function next() {
    stuck = response.writableNeedDrain ? stuck + 1 : 0;
    if (stuck >= 2) {
      letGo();
      response.destroy();
      return;
    }
    if (stuck === 0) response.write(": still here\n\n");
    cancel = timers.after(keepAlive, next);
  }
  return () => {
    cancel();
    cancelEnd();
  };
}

/** Absent means from the beginning; null is no event number. */
function eventNumber(value: unknown): number | null {
  if (value === undefined) return 0;
  if (typeof value !== "string" || !/^\d{1,15}$/.test(value)) return null;
  return Number(value);
}
