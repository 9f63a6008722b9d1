import { Router } from "express";
import type { Ports } from "#app/ports/ports.ts";
import type { Runtime } from "#app/runtime-contract.ts";

/** /healthz: the process answers. /readyz: it can do its work (the database answers, the workers run, it is not going down). */
export function health(
  runtime: Pick<Runtime, "db" | "workers">,
  { log }: Pick<Ports, "log">,
  closing: AbortSignal,
): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.set("cache-control", "no-store").json({ alive: true });
  });
  router.get("/readyz", async (_request, response) => {
    const database = await runtime.db.ping().then(
      () => true,
      (error: unknown) => {
        log.error("database-does-not-answer", error);
        return false;
      },
    );
    const workers = runtime.workers();
    const ready = database && workers !== "stopped" && !closing.aborted;
    response.status(ready ? 200 : 503).set("cache-control", "no-store");
    response.json({ ready, database, workers, draining: closing.aborted });
  });
  return router;
}
