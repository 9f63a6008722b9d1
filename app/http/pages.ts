import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import compression from "compression";
import express, { type RequestHandler, Router } from "express";
import type { Tek } from "#app/load-context.ts";
import { ownHeaders } from "./own-headers.ts";

/** The screens as one piece of middleware, with what it must give back at the end. */
export interface Pages {
  readonly router: Router;
  close(): Promise<void>;
}

/** The screens were never built; the message says what to do. */
export class NotBuilt extends Error {
  override readonly name = "NotBuilt";
}

type Build = Parameters<typeof createRequestHandler>[0]["build"];

/** The built screens: hashed files are cached for good, the rest of the client folder for an hour. */
export async function builtPages(root: string, tek: Tek): Promise<Pages> {
  const build = await loadBuild(join(root, "build/server/index.js"));
  const router = Router();
  const client = join(root, "build/client");
  router.use(compression());
  router.use("/assets", express.static(join(client, "assets"), { immutable: true, maxAge: "1y", index: false }));
  router.use("/assets", (_request, response) => response.status(404).end());
  router.use(express.static(client, { maxAge: "1h", index: false }));
  router.all(
    "*",
    leaveHeadersToPages,
    createRequestHandler({ build, getLoadContext: () => ({ tek }), mode: "production" }),
  );
  return { router, close: async () => {} };
}

/** The screens from their sources, rebuilt as they change. */
export async function developmentPages(root: string, tek: Tek): Promise<Pages> {
  const { createServer } = await import("vite");
  const vite = await createServer({ root, server: { middlewareMode: true } });
  const build = async () => asBuild(await vite.ssrLoadModule("virtual:remix/server-build"));
  const router = Router();
  router.use(vite.middlewares);
  router.all(
    "*",
    leaveHeadersToPages,
    createRequestHandler({ build, getLoadContext: () => ({ tek }), mode: "development" }),
  );
  return { router, close: () => vite.close() };
}

/** Pages say their own security headers, and Remix appends: said twice they would be void. */
const leaveHeadersToPages: RequestHandler = (_request, response, next) => {
  for (const name of Object.keys(ownHeaders)) response.removeHeader(name);
  next();
};

async function loadBuild(file: string): Promise<Build> {
  try {
    return asBuild(await import(pathToFileURL(file).href));
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
    if (!missing || !error.message.includes(file)) throw error;
    throw new NotBuilt("The screens are not built: run `npm run build`, or start with --dev.");
  }
}

/** Remix types its own output nowhere; what is asked of it is what the handler calls. */
function asBuild(module: unknown): Exclude<Build, (...parts: never[]) => unknown> {
  if (!isBuild(module)) throw new TypeError("build/server/index.js is no Remix server build: run `npm run build`.");
  return module;
}

const isBuild = (module: unknown): module is Exclude<Build, (...parts: never[]) => unknown> =>
  typeof module === "object" && module !== null && "entry" in module && "routes" in module && "assets" in module;
