import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { fileJournal } from "#connectors/contract/sandbox/journal.ts";
import { serve } from "#connectors/contract/sandbox/serve.ts";
import type { Sandbox, World } from "#connectors/contract/sandbox/world.ts";
import { createShopifySandbox } from "#connectors/shopify/sandbox/sandbox.ts";
import { createWooSandbox } from "#connectors/woocommerce/sandbox/sandbox.ts";
import { shopify, wooShops } from "./shops.ts";

const help = `One stand-in shop alone, for whoever tests an order manager against it. docs/sandboxes.md tells more.

  npm run sandbox -- shopify       the Admin GraphQL API 2026-10, webhooks, an admin with orders, stock and faults
  npm run sandbox -- woocommerce   wc/v3 (OAuth 1.0a, as over plain http), webhooks, a page with orders and faults

  --port 4400                  where it answers, on 127.0.0.1
  --folder .sandbox            where its state is kept; started again it goes on where it was
  --orders 60                  how many orders it begins with
  --days 50                    over how many past days they lie
  --seed 1                     chance: the same seed and the same acts give the same shop
  --app http://127.0.0.1:3000  shopify only: the app in its frame; webhooks go to <app>/webhooks/shopify
  --help                       this`;

interface Wish {
  readonly folder: string;
  readonly origin: string;
  readonly app: string;
  readonly orders: number;
  readonly days: number;
  readonly world: World;
}

interface Open {
  readonly sandbox: Sandbox;
  readonly told: string;
}

const platforms: Readonly<Record<string, (wish: Wish) => Open>> = { shopify: openShopify, woocommerce: openWoo };

const { values, positionals } = read();
const open = platforms[positionals[0] ?? ""];
if (values.help || !open || positionals.length !== 1) {
  console.log(help);
  process.exit(values.help ? 0 : 1);
}
const port = wholeNumber("--port", values.port, 65_535);
const folder = resolve(values.folder);
mkdirSync(folder, { recursive: true });
// The world's clock reads its file from here, and it is loaded with the world.
process.env.DEMO_CLOCK_FILE = join(folder, "clock");
const { createWorld } = await import("./world.ts");
const origin = `http://127.0.0.1:${port}`;
const { sandbox, told } = open({
  folder,
  origin,
  app: values.app.replace(/\/+$/, ""),
  orders: wholeNumber("--orders", values.orders, 200_000),
  days: wholeNumber("--days", values.days, 3650),
  world: createWorld({
    clockFile: process.env.DEMO_CLOCK_FILE,
    seed: wholeNumber("--seed", values.seed, Number.MAX_SAFE_INTEGER),
  }),
});
await serve((request) => sandbox.handle(request), { port }).catch((error: unknown) => {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  if (!taken) throw error;
  refuse(`Port ${port} is taken. Name another one: --port ${port + 1}`);
});
console.log(`${told}
  make things happen    POST ${origin}/_sandbox/act        {"action": "random"}
  what is true          GET  ${origin}/_sandbox/state
  break it              POST ${origin}/_sandbox/faults     {"serverError": 0.2}
  move its clock        POST ${origin}/_sandbox/clock      {"advanceMs": 3600000}

Everything is kept in ${folder}: stop with Ctrl+C, start again and it goes on.`);
process.on("SIGINT", () => process.exit(0));
process.on("SIGTERM", () => process.exit(0));

function openShopify({ folder, origin, app, orders, days, world }: Wish): Open {
  const customToken = "shpat_sandbox0000000000000000000000000000";
  const file = join(folder, "shopify.ndjson");
  const sandbox = createShopifySandbox({
    ...shopify,
    world,
    journal: fileJournal(file),
    appUrl: app,
    origin,
    customToken,
    seed: { orders, days },
  });
  return {
    sandbox,
    told: `
A Shopify shop: ${shopify.name}, ${shopify.shop}, ${shopify.currency}
  its admin             ${origin}/admin/orders
  your app in a frame   ${origin}/admin
  GraphQL               POST ${origin}/admin/api/2026-10/graphql.json
  a custom app's token  X-Shopify-Access-Token: ${customToken}
  or token exchange     API key ${shopify.apiKey}, secret ${shopify.apiSecret}, session token from ${origin}/admin/session-token
  webhooks go to        ${app}/webhooks/shopify, signed with the secret
`,
  };
}

function openWoo({ folder, origin, orders, days, world }: Wish): Open {
  const [shop] = wooShops;
  const file = join(folder, "woocommerce.ndjson");
  const fresh = !existsSync(file);
  const sandbox = createWooSandbox({ ...shop, world, journal: fileJournal(file), origin });
  if (fresh) sandbox.lay({ orders, days });
  return {
    sandbox,
    told: `
A WooCommerce shop: ${shop.name}, ${shop.currency}
  its page              ${origin}
  REST                  ${origin}/wp-json/wc/v3/orders (OAuth 1.0a: it is plain http)
  consumer key          ${shop.key}
  consumer secret       ${shop.secret}
  webhooks              POST ${origin}/wp-json/wc/v3/webhooks
`,
  };
}

function read() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        port: { type: "string", default: "4400" },
        folder: { type: "string", default: ".sandbox" },
        orders: { type: "string", default: "60" },
        days: { type: "string", default: "50" },
        seed: { type: "string", default: "1" },
        app: { type: "string", default: "http://127.0.0.1:3000" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : error}\n\n${help}`);
  }
}

function wholeNumber(name: string, text: string, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > most)
    refuse(`${name} takes a whole number up to ${most}, not "${text}".`);
  return number;
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
