import express, { type ErrorRequestHandler, type Express, type Router } from "express";
import type { Config } from "#app/config.server.ts";
import type { Ports } from "#app/ports/ports.ts";
import type { Runtime } from "#app/runtime-contract.ts";
import { approvals } from "./approvals.ts";
import { command } from "./command.ts";
import { health } from "./health.ts";
import { live } from "./live.ts";
import { ownHeaders } from "./own-headers.ts";
import { owner } from "./owner.ts";
import { webhooks } from "./webhooks.ts";

export interface AppParts {
  readonly runtime: Runtime;
  readonly ports: Ports;
  readonly config: Config;
  /** The screens; null where this process only works. */
  readonly pages: Router | null;
  /** Opens /_command. */
  readonly commandToken: string;
  /** Aborts when the drain begins. */
  readonly closing: AbortSignal;
}

/** Everything that is answered over HTTP, in the order in which it is asked. */
export function createApp({ runtime, ports, config, pages, commandToken, closing }: AppParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("env", "production");
  // A proxy on this machine or its network may say which host and scheme the browser used.
  app.set("trust proxy", ["loopback", "uniquelocal"]);
  app.use((_request, response, next) => {
    response.set(ownHeaders);
    // Who keeps a connection open through the drain would hold it up.
    if (closing.aborted) response.set("connection", "close");
    next();
  });
  app.use(health(runtime, ports, closing));
  app.use(command(runtime, ports, { config, token: commandToken, closing }));
  if (pages) {
    app.use(webhooks(runtime, ports));
    app.use(approvals(runtime, ports));
    app.use(live(runtime, ports, closing));
    app.use(owner(runtime, ports, config.publicUrl.startsWith("https:")));
    app.use(pages);
  }
  app.use((_request, response) => response.status(404).end());
  app.use(answerError(ports));
  return app;
}

/** The reader learns that it failed, the log where. Errors that know their own status are the reader's (a body too large, a broken address). */
function answerError({ log }: Pick<Ports, "log">): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const status = clientStatus(error);
    if (status === null) log.error("request-failed", error, { method: request.method });
    if (response.headersSent) return next(error);
    response.status(status ?? 500).end();
  };
}

function clientStatus(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("status" in error)) return null;
  const { status } = error;
  return typeof status === "number" && status >= 400 && status < 500 ? status : null;
}
