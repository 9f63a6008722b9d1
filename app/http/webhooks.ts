import { Router, raw } from "express";
import type { Ports } from "#app/ports/ports.ts";
import type { Runtime } from "#app/runtime-contract.ts";
import { webHeaders } from "./web-request.ts";

const fiveMebibytes = 5 * 1024 * 1024;

/**
 * POST /webhooks/:platform/:shop? The body as it came, at most 5 MiB, to the inbox; its status back, and nothing else. A compressed
 * body is refused (415): signatures are over the bytes on the wire.
 */
export function webhooks({ inbox }: Pick<Runtime, "inbox">, { log }: Pick<Ports, "log">): Router {
  const router = Router();
  router.post(
    "/webhooks/:platform/:shop?",
    raw({ type: () => true, limit: fiveMebibytes, inflate: false }),
    async (request, response) => {
      const body: unknown = request.body;
      const { platform = "", shop = null } = request.params;
      try {
        const delivery = { headers: webHeaders(request), body: body instanceof Uint8Array ? body : new Uint8Array() };
        const { status } = await inbox.receive(platform, shop, delivery);
        response.status(status).end();
      } catch (error) {
        // Not stored, so not acknowledged: the platform rings again.
        log.error("webhook-not-stored", error, { platform });
        response.status(503).end();
      }
    },
  );
  router.all("/webhooks/*", (_request, response) => response.set("allow", "POST").status(405).end());
  return router;
}
