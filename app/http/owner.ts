import { type Request, Router } from "express";
import { takeOwnerLink } from "#app/doors/owner-link.ts";
import { signInCookie } from "#app/doors/sign-in-cookie.ts";
import type { Ports } from "#app/ports/ports.ts";
import type { Runtime } from "#app/runtime-contract.ts";

/** GET /owner/:token: a one-time link from the command line becomes a signed-in browser. */
export function owner(
  { db }: Pick<Runtime, "db">,
  ports: Pick<Ports, "clock" | "chance" | "log">,
  https: boolean,
): Router {
  const router = Router();
  // Previews in chats and mail ask with HEAD; that must not use the link up.
  router.head("/owner/:token", (_request, response) => response.status(204).end());
  router.get("/owner/:token", async (request, response, next) => {
    response.set({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
    try {
      const signIn = await takeOwnerLink(db, ports, request.params.token, languageOf(request));
      if (signIn) {
        response.set("set-cookie", signInCookie(signIn.token, https)).redirect(303, "/");
        return;
      }
      ports.log.warn("owner-link-refused");
      // The screens say it, inside their frame and in the reader's language: 401.
      response.redirect(303, "/owner-link?link=used");
    } catch (error) {
      next(error);
    }
  });
  return router;
}

const languageOf = (request: Request) => (request.acceptsLanguages("en", "tr") === "tr" ? "tr" : "en");
