import type { SandboxFaults } from "../../contract/sandbox/faults.ts";
import type { World } from "../../contract/sandbox/world.ts";
import { json } from "./tokens.ts";

/**
 * Puts the switched-on faults between a request and its answer. A server error strikes before the request is carried out or, as
 * often, after: then the change was made and only its answer is lost.
 */
export async function disturb(
  faults: SandboxFaults,
  world: World,
  carryOut: () => Promise<Response>,
): Promise<Response> {
  if (faults.latencyMs > 0) await new Promise<void>((resolve) => void world.after(faults.latencyMs, resolve));
  if (faults.tooManyRequests > 0 && world.chance() < faults.tooManyRequests)
    return json(
      429,
      { errors: "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service." },
      { "retry-after": "2.0" },
    );
  if (faults.serverError === 0 || world.chance() >= faults.serverError) return carryOut();
  if (world.chance() < 0.5) await carryOut();
  const status = [500, 502, 503][Math.floor(world.chance() * 3)] ?? 503;
  return new Response(errorPage, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

const errorPage = `<!DOCTYPE html><html><head><title>Something went wrong</title></head><body><h1>Oops, something went wrong.</h1><p>What happened? There was a problem loading this website.</p></body></html>`;
