import { Router, text } from "express";
import type { Ports } from "#app/ports/ports.ts";
import type { Runtime } from "#app/runtime-contract.ts";

/**
 * POST /link/:platform/callback/:token: a shop hands over the key that its owner approved. No sign-in: the token is the proof. The
 * status is all that the shop is told; only a 200 makes it keep the key.
 */
export function approvals({ linking }: Pick<Runtime, "linking">, { log }: Pick<Ports, "log">): Router {
  const router = Router();
  const path = "/link/:platform/callback/:token";
  router.post(path, text({ type: () => true, limit: "16kb" }), async (request, response) => {
    const body: unknown = request.body;
    const { platform, token } = request.params;
    response.set("cache-control", "no-store");
    try {
      const { status } = await linking.takeApproval(platform, token, typeof body === "string" ? body : "");
      response.status(status).end();
    } catch (error) {
      log.error("approval-not-stored", error, { platform });
      response.status(503).end();
    }
  });
  router.all(path, (_request, response) => response.set("allow", "POST").status(405).end());
  return router;
}
