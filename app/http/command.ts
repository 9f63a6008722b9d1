import { timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { json, type Request, Router } from "express";
import { commandForm } from "#app/cli/command.ts";
import { runCommand } from "#app/cli/run-command.ts";
import type { Config } from "#app/config.server.ts";
import type { Ports } from "#app/ports/ports.ts";
import type { Runtime } from "#app/runtime-contract.ts";

/**
 * POST /_command: the command line's own door, for a process on this machine that could read `server.json`. The answer is a stream
 * of replies, one JSON a line. GET says whether a token is this server's. To anyone else there is nothing here.
 */
export function command(
  runtime: Runtime,
  ports: Ports,
  { config, token, closing }: { readonly config: Config; readonly token: string; readonly closing: AbortSignal },
): Router {
  const router = Router();
  router.use("/_command", (request, response, next) => {
    if (isFromHere(request) && bears(request, token)) next();
    else response.status(404).end();
  });
  router.get("/_command", (_request, response) => response.status(204).end());
  router.post("/_command", json({ limit: "64kb" }), async (request, response) => {
    const wanted = commandForm.safeParse(request.body);
    if (!wanted.success) return void response.status(400).end();
    const gone = new AbortController();
    const signal = AbortSignal.any([gone.signal, closing]);
    response.on("close", () => gone.abort());
    response.writeHead(200, { "content-type": "application/x-ndjson", "cache-control": "no-store" });
    try {
      for await (const reply of runCommand(runtime, ports, config, wanted.data, signal, true)) {
        if (!response.write(`${JSON.stringify(reply)}\n`)) await once(response, "drain", { signal });
      }
    } catch (error) {
      if (!gone.signal.aborted) ports.log.error("command-answer-failed", error);
    }
    response.end();
  });
  return router;
}

/** A proxy on this machine connects from here too, but says for whom it asks. */
function isFromHere(request: Request): boolean {
  const { remoteAddress, localAddress } = request.socket;
  return remoteAddress !== undefined && remoteAddress === localAddress && !request.get("x-forwarded-for");
}

function bears(request: Request, token: string): boolean {
  const given = Buffer.from(request.get("authorization") ?? "");
  const right = Buffer.from(`Bearer ${token}`);
  return given.length === right.length && timingSafeEqual(given, right);
}
