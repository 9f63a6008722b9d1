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
        response.set("set-cookie", signInCookie(signIn.token, https)).redirect(303, "/orders");
        return;
      }
      ports.log.warn("owner-link-refused");
      response.status(401).type("html").set("content-security-policy", pagePolicy).send(refusal(request));
    } catch (error) {
      next(error);
    }
  });
  return router;
}

const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

const words = {
  en: {
    title: "This link cannot be used",
    text: "It was used before, or it is older than 15 minutes. Make a new one in a terminal on the machine that runs Tek:",
  },
  tr: {
    title: "Bu bağlantı kullanılamaz",
    text: "Daha önce kullanılmış ya da 15 dakikadan eski. Tek’in çalıştığı makinede, bir uçbirimde yenisini oluşturun:",
  },
} as const;

const languageOf = (request: Request) => (request.acceptsLanguages("en", "tr") === "tr" ? "tr" : "en");

function refusal(request: Request): string {
  const language = languageOf(request);
  const { title, text } = words[language];
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · Tek</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.25rem}code{font-size:1.05em}</style>
<main><h1>${title}</h1><p>${text}</p><p><code>npm run tek -- owner-link</code></p></main></html>
`;
}
