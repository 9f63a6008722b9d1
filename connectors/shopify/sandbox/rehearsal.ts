import { memoryJournal } from "../../contract/sandbox/journal.ts";
import type { Journal, World } from "../../contract/sandbox/world.ts";
import { loadAdminSchema } from "../schema/load.ts";
import type { ShopifySandboxOptions } from "./options.ts";
import { createShopifySandbox, type ShopifySandbox } from "./sandbox.ts";

/** A webhook as it arrived. */
export interface Arrived {
  readonly headers: Headers;
  readonly body: string;
}

/** A shop under a clock that only the test moves, with somebody at the other end of its webhooks. */
export interface Rehearsal {
  readonly sandbox: ShopifySandbox;
  readonly world: World;
  readonly journal: Journal;
  readonly arrived: Arrived[];
  /** What the receiver of webhooks answers; 200 unless a test says otherwise. */
  answer(status: number): void;
  /** Moves the clock, ringing every timer on its way. */
  pass(ms: number): Promise<void>;
  /** A token by token exchange, then one GraphQL request. */
  ask(query: string, variables?: Record<string, unknown>): Promise<GraphQLAnswer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

export interface GraphQLAnswer {
  // The tests read deep into answers of many shapes; each states with its expectations what it found.
  readonly data?: Record<string, never> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions?: Record<string, unknown>;
  }[];
  readonly extensions?: {
    readonly cost: {
      readonly requestedQueryCost: number;
      readonly actualQueryCost: number | null;
      readonly throttleStatus: {
        readonly maximumAvailable: number;
        readonly currentlyAvailable: number;
        readonly restoreRate: number;
      };
    };
  };
}

const schema = loadAdminSchema();
const start = Date.UTC(2026, 10, 23, 9);

export function rehearse(over: Partial<ShopifySandboxOptions> = {}, seed = 7): Rehearsal {
  let now = start;
  let status = 200;
  let state = seed;
  const timers: { at: number; run: () => void }[] = [];
  const arrived: Arrived[] = [];
  const world: World = {
    now: () => now,
    chance() {
      state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
      return state / 4_294_967_296;
    },
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        const at = timers.indexOf(timer);
        if (at >= 0) timers.splice(at, 1);
      };
    },
    async send(request) {
      arrived.push({ headers: request.headers, body: await request.text() });
      return new Response(null, { status });
    },
  };
  const journal = over.journal ?? memoryJournal();
  const options: ShopifySandboxOptions = {
    world,
    journal,
    shop: "demo.myshopify.com",
    name: "Ada Butik",
    currency: "TRY",
    timezone: "Europe/Istanbul",
    apiKey: "tek-key",
    apiSecret: "tek-secret",
    appUrl: "https://tek.example.test",
    origin: "http://127.0.0.1:4400",
    schema,
    ...over,
  };
  const sandbox = createShopifySandbox(options);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    sandbox.handle(
      new Request(`https://demo.myshopify.com${path}`, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json", ...headers },
      }),
    );
  const token = async () => {
    const answer = await post("/admin/oauth/access_token", {
      client_id: options.apiKey,
      client_secret: options.apiSecret,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: sandbox.sessionToken(),
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
    });
    return (await answer.json()).access_token;
  };
  return {
    sandbox,
    world,
    journal,
    arrived,
    answer: (next) => {
      status = next;
    },
    async pass(ms) {
      const end = now + ms;
      for (;;) {
        await settled();
        const next = timers.filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.splice(timers.indexOf(next), 1);
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
    },
    post,
    async ask(query, variables) {
      const answer = await post(
        "/admin/api/2026-10/graphql.json",
        { query, variables },
        { "x-shopify-access-token": await token() },
      );
      return answer.json();
    },
  };
}

/** Lets every promise that waits for nothing outside come to its end. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
