import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { generate } from "selfsigned";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toInstant } from "#app/domain/instant.ts";
import { wordsFor } from "#app/ui/i18n/words.ts";
import { Fault } from "#connectors/contract/fault.ts";
import { noFaults, type SandboxFaults } from "#connectors/contract/sandbox/faults.ts";
import { memoryJournal } from "#connectors/contract/sandbox/journal.ts";
import { type Served, serve } from "#connectors/contract/sandbox/serve.ts";
import { createIo } from "#connectors/http.ts";
import { createPacer } from "#connectors/pacer.ts";
import { wooCommerce } from "#connectors/woocommerce/index.ts";
import { createWooSandbox } from "#connectors/woocommerce/sandbox/sandbox.ts";
import { type Site, tidySite } from "#connectors/woocommerce/sandbox/site.ts";
import { seeded } from "#demo/random.ts";

const keys = { key: `ck_${"1".repeat(40)}`, secret: `cs_${"2".repeat(40)}` };
const reader = { key: `ck_${"3".repeat(40)}`, secret: `cs_${"4".repeat(40)}` };
const hour = 3_600_000;

/** Ways in which a shop's site and its keys can be. Real HTTP: over https with a certificate that is trusted, unless told otherwise. */
interface Way {
  readonly site?: Partial<Site>;
  readonly faults?: Partial<SandboxFaults>;
  readonly keys?: { readonly key: string; readonly secret: string };
  readonly at?: "http" | "https" | "untrusted" | "nobody";
  readonly folder?: string;
  readonly timeoutMs?: number;
}

const refused: readonly (readonly [way: string, set: Way, kind: string, code: string])[] = [
  [
    "a key that the shop does not know",
    { keys: { ...keys, key: `ck_${"9".repeat(40)}` } },
    "signed-out",
    "woocommerce.key-unknown",
  ],
  [
    "the same over http",
    { at: "http", keys: { ...keys, key: `ck_${"9".repeat(40)}` } },
    "signed-out",
    "woocommerce.key-unknown",
  ],
  ["a key that was revoked", { faults: { keyRevoked: 1 } }, "signed-out", "woocommerce.key-unknown"],
  ["another key's secret", { keys: { ...keys, secret: reader.secret } }, "signed-out", "woocommerce.secret-wrong"],
  [
    "the same over http",
    { at: "http", keys: { ...keys, secret: reader.secret } },
    "signed-out",
    "woocommerce.secret-wrong",
  ],
  [
    "a shop whose clock is an hour ahead, over http",
    { at: "http", faults: { clockSkewMs: hour } },
    "unreachable",
    "woocommerce.clocks-differ",
  ],
  [
    "plain permalinks over http",
    { at: "http", site: { permalinks: "plain" } },
    "unreachable",
    "woocommerce.plain-permalinks",
  ],
  [
    "a shop that moved to www",
    { site: { movedTo: "https://www.shop.example.test" } },
    "unreachable",
    "woocommerce.redirected",
  ],
  ["WooCommerce switched off", { site: { woocommerce: false } }, "unreachable", "woocommerce.no-plugin"],
  [
    "the REST API closed by a plugin",
    { site: { restRefused: "rest_cannot_access" } },
    "forbidden",
    "woocommerce.rest-refused",
  ],
  [
    "the same as 403",
    { site: { restRefused: "rest_forbidden", restRefusedStatus: 403 } },
    "forbidden",
    "woocommerce.rest-refused",
  ],
  ["a bot challenge", { site: { wall: "challenge", wallStatus: 403 } }, "unreachable", "woocommerce.challenge"],
  ["a bot challenge with 200", { site: { wall: "challenge" } }, "unreachable", "woocommerce.challenge"],
  [
    "maintenance with 503",
    { site: { wall: "maintenance", wallStatus: 503 } },
    "unreachable",
    "woocommerce.maintenance",
  ],
  ["maintenance with 200", { site: { wall: "maintenance" } }, "unreachable", "woocommerce.maintenance"],
  ["a shop that is coming soon", { site: { wall: "coming-soon" } }, "unreachable", "woocommerce.coming-soon"],
  ["a login before everything", { site: { wall: "login" } }, "unreachable", "woocommerce.login-page"],
  [
    "a security plugin",
    { site: { wall: "security-plugin", wallStatus: 403 } },
    "unreachable",
    "woocommerce.security-plugin",
  ],
  [
    "a critical error",
    { site: { wall: "critical-error", wallStatus: 500 } },
    "unreachable",
    "woocommerce.critical-error",
  ],
  ["somebody's page with 200", { site: { wall: "theme" } }, "unreachable", "woocommerce.html"],
  ["somebody's page with 403", { site: { wall: "theme", wallStatus: 403 } }, "unreachable", "woocommerce.blocked"],
  ["an address beside the shop's folder", { site: { folder: "/magaza" } }, "unreachable", "woocommerce.blocked"],
  ["too many requests", { faults: { tooManyRequests: 1 } }, "throttled", "woocommerce.busy"],
  ["a server that is broken", { faults: { serverError: 1 } }, "unreachable", "woocommerce.broken"],
  ["a body that is cut off", { faults: { truncatedBody: 1 } }, "unreadable", "woocommerce.not-json"],
  [
    "a shop that does not answer in time",
    { faults: { latencyMs: 5000 }, timeoutMs: 300 },
    "unreachable",
    "network.timeout",
  ],
  ["a certificate of its own", { at: "untrusted" }, "unreachable", "network.certificate"],
  ["nobody at the address", { at: "nobody" }, "unreachable", "network.unreachable"],
];

const read: readonly (readonly [way: string, set: Way])[] = [
  ["a tidy site", {}],
  ["a tidy site over http", { at: "http" }],
  ["a sub-folder", { site: { folder: "/tr/magaza" }, folder: "/tr/magaza" }],
  ["a sub-folder over http", { at: "http", site: { folder: "/tr/magaza" }, folder: "/tr/magaza" }],
  ["plain permalinks over https", { site: { permalinks: "plain" } }],
  ["plain permalinks in a sub-folder", { site: { permalinks: "plain", folder: "/magaza" }, folder: "/magaza" }],
  ["a byte order mark", { site: { noise: "\uFEFF" } }],
  ["notices of PHP", { site: { noise: "<br />\n<b>Deprecated</b>: f[0] in <b>/x.php</b> on line <b>5</b><br />\n" } }],
  ["a page's comment before the JSON", { site: { noise: "<!-- cached [by] {plugin} -->\n" } }],
];

const served: Served[] = [];
const places: Record<string, { origin: string; shop: ReturnType<typeof createWooSandbox> }> = {};

beforeAll(async () => {
  const certificate = () =>
    generate([{ name: "commonName", value: "127.0.0.1" }], {
      extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
    });
  const [trusted, own] = [await certificate(), await certificate()];
  setDefaultCACertificates([...getCACertificates("default"), trusted.cert]);
  const tls = { http: null, https: trusted, untrusted: own };
  for (const [name, pem] of Object.entries(tls)) {
    const place = { handle: async (_: Request) => new Response(null, { status: 503 }) };
    const at = await serve(
      (request) => place.handle(request),
      pem ? { tls: { key: pem.private, cert: pem.cert } } : {},
    );
    const world = {
      now: () => Date.now(),
      chance: seeded(3),
      after(ms: number, run: () => void) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      send: async () => new Response(),
    };
    const told = { name: "Çini Evi", currency: "TRY", timezone: "Europe/Istanbul", readOnly: reader };
    const shop = createWooSandbox({ ...told, ...keys, world, journal: memoryJournal(), origin: at.origin });
    place.handle = (request) => shop.handle(request);
    served.push(at);
    places[name] = { origin: at.origin, shop };
  }
});
afterAll(async () => {
  for (const one of served) await one.close();
});

/** Asks a shop who it is, as linking does. */
async function ask({ site = {}, faults = {}, at = "https", folder = "", timeoutMs = 20_000, ...way }: Way) {
  const place = places[at];
  const origin = place?.origin ?? "http://127.0.0.1:1";
  place?.shop.setFaults({ ...noFaults, ...faults });
  place?.shop.setSite({ ...tidySite, ...site });
  const clock = { now: () => toInstant(Date.now()) };
  const account = wooCommerce.account.parse({ url: `${origin}${folder}`, ...(way.keys ?? keys), allowHttp: true });
  const io = createIo({
    network: { fetch: (request) => fetch(request, { redirect: "manual" }) },
    clock,
    timers: {
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    log: { info() {}, warn() {}, error() {} },
    pacer: createPacer(wooCommerce.budgets, clock),
    priority: "person",
    secrets: [],
    signal: new AbortController().signal,
    timeoutMs,
    platform: "woocommerce",
    shop: "joining",
  });
  return await wooCommerce.open(account, io).whoami();
}

describe("a shop that is asked who it is", () => {
  it.each(refused)("with %s is diagnosed, in both languages", async (_, way, kind, code) => {
    const fault: unknown = await ask(way).catch((error: unknown) => error);
    if (!(fault instanceof Fault)) throw fault;
    expect([fault.kind, fault.facts.code]).toEqual([kind, code]);
    for (const locale of ["en", "tr"] as const)
      expect(wordsFor(locale).maybe(`fault.${code}`, fault.facts.params ?? {})).toMatch(/.{30,}\.$/);
  });

  it.each(read)("with %s is read", async (_, way) => {
    expect(await ask(way)).toMatchObject({ name: "Çini Evi", currency: "TRY", missingScopes: [] });
  });

  it("with a key that may only read says what is missing", async () => {
    expect(await ask({ keys: reader })).toMatchObject({ missingScopes: ["write"] });
    expect(await ask({ keys: reader, at: "http" })).toMatchObject({ missingScopes: ["write"] });
  });

  it("that moved says the address to type instead, with its folder", async () => {
    const site = { movedTo: "https://www.shop.example.test/" };
    const fault: unknown = await ask({ site }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ facts: { params: { to: "https://www.shop.example.test" } } });
  });
});
