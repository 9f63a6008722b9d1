import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launchChromium } from "../tests/browser/chromium.ts";

/** How long a newcomer waits: from `npm run demo` in a fresh folder, build included, to the first order on the screen. Milliseconds. */
const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, port: { type: "string", default: "5400" } },
});
const goalMs = 60_000;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "tek-start-"));
  const began = performance.now();
  const demo = spawn("npm", ["run", "demo", "--", "--folder", folder, "--port", values.port], {
    stdio: ["ignore", "pipe", "inherit"],
    // A group of its own, so that npm and what it started end together.
    detached: true,
  });
  try {
    const link = await printedLink(demo.stdout);
    const printed = performance.now();
    const browser = await launchChromium();
    const page = await browser.newPage();
    await page.goto(link);
    // While the first orders come in, the guide may greet the newcomer; one click leads on to the list.
    if (new URL(page.url()).pathname !== "/orders") await page.getByRole("link", { name: "Go to orders" }).click();
    await page.locator("[data-order]").first().waitFor();
    report(printed - began, performance.now() - began);
    await browser.close();
  } finally {
    const gone = new Promise((done) => demo.once("exit", done));
    if (demo.pid && demo.exitCode === null) {
      process.kill(-demo.pid, "SIGTERM");
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rejects when the demo ends before it has said where to click. */
async function printedLink(output: AsyncIterable<Buffer>): Promise<string> {
  let said = "";
  for await (const part of output) {
    said += part.toString("utf8");
    const link = /Tek standalone:\s+(\S+)/.exec(said)?.[1];
    if (link) return link;
  }
  throw new Error(`The demo ended before it was ready. It said:\n${said}`);
}

function report(linkMs: number, seenMs: number): void {
  const [link, seen] = [Math.round(linkMs), Math.round(seenMs)];
  const ratio = Number((seen / goalMs).toFixed(2));
  if (values.json) console.log(JSON.stringify({ bench: "start", link, seen, against: `${goalMs} ms`, ratio }));
  else
    console.log(
      `link printed after ${link} ms, first order seen after ${seen} ms (goal ${goalMs} ms, load ${loadavg()[0]?.toFixed(1)})`,
    );
}

await main();
