import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openCallback } from "./callback.ts";
import { connectShops, ownerLink } from "./connect.ts";
import { addresses, portsFrom, shopify, wooShops } from "./shops.ts";

const { values } = parseArgs({
  options: {
    folder: { type: "string", default: ".demo" },
    port: { type: "string", default: "3400" },
    /** In all shops together: half of them in the Shopify stand-in, a quarter in each WooCommerce one. */
    orders: { type: "string", default: "120" },
    fresh: { type: "boolean", default: false },
    dev: { type: "boolean", default: false },
    /** No random customers: shops change only by hand. */
    quiet: { type: "boolean", default: false },
  },
});

if (!/^\d{1,7}$/.test(values.orders)) {
  console.error(`--orders takes a whole number of at most seven digits, such as 500; "${values.orders}" is none.`);
  process.exit(2);
}
const folder = resolve(values.folder);
const ports = portsFrom(Number(values.port));
const at = addresses(ports);
const children: ChildProcess[] = [];
let ending = false;

process.on("SIGINT", () => void end(0));
process.on("SIGTERM", () => void end(0));

if (values.fresh) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await refuseBusyPorts();

const callback = await openCallback({ port: ports.callback, tek: at.tek });
const certificate = join(folder, "callback.pem");
writeFileSync(certificate, callback.certificate);

const environment = {
  ...process.env,
  DEMO_CLOCK_FILE: join(folder, "clock"),
  DATA_DIR: join(folder, "tek"),
  PORT: String(ports.tek),
  PUBLIC_URL: at.tek,
  CALLBACK_URL: callback.origin,
  SHOPIFY_API_KEY: shopify.apiKey,
  SHOPIFY_API_SECRET: shopify.apiSecret,
  SHOPIFY_STAND_IN: at.shopify,
  LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
};

const quiet = values.quiet ? ["--quiet"] : [];
// The stand-in shops trust the callback's certificate, as shops trust those of the internet.
const standIns = start(
  "demo/stand-ins.ts",
  ["--folder", folder, "--port", String(ports.tek), "--orders", values.orders, ...quiet],
  { NODE_EXTRA_CA_CERTS: certificate },
);
await new Promise<void>((ready) => standIns.once("message", () => ready()));
start("server.ts", values.dev ? ["--dev"] : []);
await answering(`${at.tek}/readyz`);
await connectShops({ at, environment });

console.log(`
Tek in the shop admin:  ${at.shopify}/admin
Tek standalone:         ${await ownerLink(environment)}   (opens once, within 15 minutes)
  another link          DATA_DIR=${environment.DATA_DIR} npm run tek -- owner-link

The stand-in shops:
  Shopify               ${at.shopify}/admin/orders
${wooShops.map((shop, i) => `  WooCommerce           ${at.woo[i]}   ${shop.name}, ${shop.currency}`).join("\n")}

Everything is kept in ${folder}: stop with Ctrl+C, start again and it goes on. A new world: npm run demo -- ${["--fresh", ...process.argv.slice(2).filter((given) => given !== "--fresh")].join(" ")}`);

function start(file: string, args: string[], extra: Readonly<Record<string, string>> = {}): ChildProcess {
  const child = fork(file, args, {
    env: { ...environment, ...extra },
    execArgv: ["--import", `./demo/world-clock.ts`],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  children.push(child);
  child.once("exit", (code) => {
    if (ending) return;
    console.error(`${file} ended by itself (${code ?? "killed"}); its reason stands above. Stopping the demo.`);
    void end(1);
  });
  return child;
}

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  const gone = children.map((child) =>
    child.exitCode !== null || child.signalCode !== null ? null : new Promise((done) => child.once("exit", done)),
  );
  for (const child of children) child.kill("SIGTERM");
  await Promise.all(gone);
  process.exit(code);
}

async function answering(url: string): Promise<void> {
  for (;;) {
    const ready = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready || ending) return;
    await new Promise((later) => setTimeout(later, 100));
  }
}

async function refuseBusyPorts(): Promise<void> {
  for (const port of [ports.tek, ports.callback, ports.shopify, ...ports.woo]) {
    const free = await new Promise<boolean>((answer) => {
      const probe = createServer().once("error", () => answer(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => answer(true)));
    });
    if (!free) {
      console.error(
        `Port ${port} is taken, perhaps by a demo that still runs. End that one, or write: npm run demo -- --port 4400 --folder .demo-2`,
      );
      process.exit(1);
    }
  }
}
