import { z } from "zod";
import { memoryJournal } from "../../contract/sandbox/journal.ts";
import { createWooSandbox, type WooSandbox, type WooSandboxOptions } from "./sandbox.ts";
import { createTrialWorld, type TrialWorld } from "./trial-world.ts";

export const trialKeys = { key: `ck_${"0123456789".repeat(4)}`, secret: `cs_${"9876543210".repeat(4)}` };
export const trialReader = { key: `ck_${"a".repeat(40)}`, secret: `cs_${"b".repeat(40)}` };

/** A JSON object whose values a trial looks into freely. */
const objectSchema = z.record(z.string(), z.any());
const listSchema = z.array(objectSchema);
export type Read = z.infer<typeof objectSchema>;
export const asObject = (value: unknown): Read => objectSchema.parse(value);
export const asList = (value: unknown): Read[] => listSchema.parse(value);

/** An answer of the stand-in, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface TrialShop {
  readonly world: TrialWorld;
  readonly sandbox: WooSandbox;
  readonly options: WooSandboxOptions;
  /** A call with the full key to a path below `/wp-json/wc/v3`. */
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  /** The same, for an object. */
  one(method: string, path: string, body?: unknown): Promise<Read>;
  /** The same, for a list of objects. */
  many(path: string): Promise<Read[]>;
}

/** An https shop in Istanbul time with the cast's goods (or none), no orders, in a world that stands still. */
export function openTrialShop({
  empty = false,
  ...o
}: Partial<WooSandboxOptions> & { world?: TrialWorld; empty?: boolean } = {}): TrialShop {
  const world = o.world ?? createTrialWorld();
  const options: WooSandboxOptions = {
    journal: memoryJournal(),
    origin: "https://127.0.0.1:4501",
    name: "Deneme Dükkânı",
    currency: "TRY",
    timezone: "Europe/Istanbul",
    readOnly: trialReader,
    ...trialKeys,
    ...o,
    world,
  };
  const sandbox = createWooSandbox(options);
  if (!empty) sandbox.lay({ orders: 0, days: 1 });
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const headers = { authorization: `Basic ${btoa(`${options.key}:${options.secret}`)}` };
    const init = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    const response = await sandbox.handle(
      new Request(`${options.origin}/wp-json/wc/v3${path}`, { method, headers, ...init }),
    );
    const text = await response.text();
    const json = (response.headers.get("content-type") ?? "").includes("json");
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  };
  return {
    world,
    sandbox,
    options,
    call,
    one: async (method, path, body) => asObject((await call(method, path, body)).body),
    many: async (path) => asList((await call("GET", path)).body),
  };
}
