import { hits, type SandboxFaults } from "./faults.ts";
import type { World } from "./world.ts";

/** The connection ended and no answer came. `serve` cuts the socket; in-process callers see a rejected request. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

/** What faults look like at one platform. */
export interface Disturbed {
  readonly faults: SandboxFaults;
  readonly world: World;
  /** Whether the request changes something: only then does it matter if it was carried out before its answer was lost. */
  readonly writes: boolean;
  tooMany(): Response;
  /** What a revoked key or token is told. */
  refused(): Response | Promise<Response>;
  /** A 5xx page; `done` when the request was carried out before. */
  broken(done: boolean): Response;
  page(): Response;
  /** What stands before the JSON; absent where the platform never does so. */
  readonly noise?: string;
  /** The name under which a page cache that forgets the page would keep the answer; null for what is no list. */
  readonly list: string | null;
  /** Such a cache, one for each stand-in. */
  readonly pages: Map<string, Response>;
  carryOut(): Promise<Response>;
}

/** Puts the switched-on faults between a request and its answer. Throws NoAnswer for a timeout. */
export async function disturb(o: Disturbed): Promise<Response> {
  const { faults, world } = o;
  if (faults.latencyMs > 0) await pass(world, faults.latencyMs);
  if (hits(world, faults.tooManyRequests)) return o.tooMany();
  if (hits(world, faults.keyRevoked)) return o.refused();
  if (hits(world, faults.serverError)) {
    const done = o.writes && world.chance() < 0.5;
    if (done) await o.carryOut();
    return o.broken(done);
  }
  if (hits(world, faults.timeoutBefore)) return silence(o);
  if (hits(world, faults.htmlForJson)) return o.page();
  if (hits(world, faults.timeoutAfter)) {
    await o.carryOut();
    return silence(o);
  }
  return spoil(o, await remembered(o));
}

/** The answer, or the one before it where a page repeats. */
async function remembered({ faults, world, list, pages, carryOut }: Disturbed): Promise<Response> {
  if (list === null || faults.repeatedPage === 0) return carryOut();
  const before = pages.get(list);
  if (before && hits(world, faults.repeatedPage)) return before.clone();
  const answer = await carryOut();
  if (answer.ok) pages.set(list, answer.clone());
  return answer;
}

async function spoil({ faults, world, noise }: Disturbed, answer: Response): Promise<Response> {
  const noisy = noise !== undefined && hits(world, faults.noiseBeforeJson);
  const cut = hits(world, faults.truncatedBody);
  if (!noisy && !cut) return answer;
  const text = `${noisy ? noise : ""}${await answer.text()}`;
  const kept = cut ? text.slice(0, Math.floor(world.chance() * text.length)) : text;
  const headers = new Headers(answer.headers);
  headers.delete("content-length");
  return new Response(kept, { status: answer.status, headers });
}

async function silence({ faults, world }: Disturbed): Promise<never> {
  if (faults.hangMs > 0) await pass(world, faults.hangMs);
  throw new NoAnswer("the stand-in was told to leave this request without an answer");
}

const pass = (world: World, ms: number) => new Promise<void>((resolve) => void world.after(ms, resolve));
