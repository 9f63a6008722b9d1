import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packed from "@sparticuz/chromium";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

/**
 * What the package sets for functions in a cloud. Without site isolation, web security and processes of its own, a browser would
 * let through what people's browsers refuse; and drawing inside the browser's own process crashes it now and then, when the driver
 * sets an environment variable that another thread reads.
 */
const unlikePeoplesBrowsers =
  /^--(single-process|no-zygote|no-sandbox|disable-setuid-sandbox|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|disable-features=|enable-features=|headless|in-process-gpu|use-gl=|use-angle=|enable-unsafe-swiftshader|ignore-gpu-blocklist)/;

/**
 * A Chromium with a profile of its own that goes with it. Its font comes along, so that pages are equally wide on every machine; the
 * machine's fonts give what it lacks, such as the sign of the lira.
 */
export async function launchChromium(): Promise<Browser> {
  const folder = await unpacked();
  return chromium.launch({
    executablePath: join(folder, "chromium"),
    args: [...packed.args.filter((arg) => !unlikePeoplesBrowsers.test(arg)), "--disable-gpu"],
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...process.env, FONTCONFIG_FILE: join(folder, "fonts.conf") },
  });
}

/**
 * Where the packed browser lies unpacked. It is unpacked beside and moved into place, so that test files that begin in one moment,
 * or one that was killed, never leave half of it to another.
 */
async function unpacked(): Promise<string> {
  const place = join(tmpdir(), `tek-chromium-${packedVersion}`);
  if (existsSync(place)) return place;
  const made = mkdtempSync(`${place}.`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = made;
  try {
    await packed.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  const fonts = `<?xml version="1.0"?><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${place}/fonts</dir><cachedir>${place}/cache</cachedir>
<match><test name="family"><string>sans-serif</string></test><edit name="family" mode="prepend" binding="strong"><string>Open Sans</string></edit></match>
</fontconfig>`;
  writeFileSync(join(made, "fonts.conf"), fonts);
  try {
    renameSync(made, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
    rmSync(made, { recursive: true });
  }
  return place;
}
const packedVersion = "153";

/** What went wrong in the pages of a context, as sentences for a test's report; it grows while they live. */
export interface Faults {
  readonly seen: readonly string[];
}

/**
 * Writes down whatever a person would find in the developer tools: errors on the console and in scripts, answers of 400 and above,
 * requests that failed, and what a content security policy refused. `expected` names statuses that the visit is about.
 */
export async function watch(context: BrowserContext, expected: readonly number[] = []): Promise<Faults> {
  const seen: string[] = [];
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`content security policy: ${violatedDirective} refused ${blockedURI}`),
    );
  });
  context.on("console", (message) => {
    // Remix writes down each answer that it could not read to its end, also where another read made it needless on its way.
    if (message.type() !== "error" || message.text().startsWith("AbortError: BodyStreamBuffer was aborted")) return;
    const status = Number(/status of (\d+)/.exec(message.text())?.[1]);
    if (!expected.includes(status)) seen.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (fault) => {
    const error = fault.error();
    // The same, as it leaves the page that asked.
    if (error.name !== "AbortError") seen.push(`script: ${error.stack ?? error.message}`);
  });
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // A page ends its stream, and a read that another one made needless, by itself.
    if (reason !== "net::ERR_ABORTED") seen.push(`request: ${request.url()} ${reason}`);
  });
  context.on("response", (response) => {
    const status = response.status();
    if (status >= 400 && !expected.includes(status)) seen.push(`answer: ${response.url()} ${status}`);
  });
  return { seen };
}

/** Waits until the page's scripts run and its stream is open: then what one does is heard, and what happens is seen. */
export async function untilLive(place: Pick<Page, "locator">): Promise<void> {
  await place.locator('.tek-live[data-state="on"]').waitFor();
}
