import { expect } from "vitest";
import type { FaultKind } from "../fault.ts";
import { AccountError } from "../port.ts";
import type { Bench, Intercept } from "./bench.ts";
import type { Case } from "./case.ts";

const htmlPage = "<!doctype html><html><head><title>Hata</title></head><body><h1>Bakım çalışması</h1></body></html>";
const html = (status: number) => new Response(htmlPage, { status, headers: { "content-type": "text/html" } });

const truncated: Intercept = async (_request, pass) => {
  const response = await pass();
  const text = await response.text();
  return new Response(text.slice(0, text.length >> 1), { status: response.status, headers: response.headers });
};

const cutInTheBody: Intercept = async () =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"orders":['));
        controller.error(new Error("ECONNRESET"));
      },
    }),
  );

interface Trouble {
  readonly name: string;
  how(bench: Bench): Intercept;
  readonly kinds: readonly FaultKind[];
}

const troubles: readonly Trouble[] = [
  {
    name: "a key that is not known",
    how:
      ({ answers }) =>
      async () =>
        answers.signedOut(),
    kinds: ["signed-out"],
  },
  {
    name: "a right that is missing",
    how:
      ({ answers }) =>
      async () =>
        answers.forbidden(),
    kinds: ["forbidden"],
  },
  { name: "status 500", how: () => async () => html(500), kinds: ["unreachable"] },
  { name: "status 502 with a page", how: () => async () => html(502), kinds: ["unreachable"] },
  { name: "a page instead of data", how: () => async () => html(200), kinds: ["unreachable", "unreadable"] },
  { name: "a page that says 404", how: () => async () => html(404), kinds: ["unreachable", "unreadable"] },
  { name: "an empty answer", how: () => async () => new Response(""), kinds: ["unreachable", "unreadable"] },
  { name: "an answer cut in half", how: () => truncated, kinds: ["unreachable", "unreadable"] },
  { name: "a network that is cut in the body", how: () => cutInTheBody, kinds: ["unreachable"] },
  {
    name: "a network that is cut",
    how: () => async () => {
      throw new TypeError("fetch failed", { cause: new Error("ECONNRESET") });
    },
    kinds: ["unreachable"],
  },
];

/** Every read of orders, so that no fault looks like an empty shop or a deleted order in any of them. */
async function eachRead(bench: Bench, how: Intercept): Promise<Awaited<ReturnType<Bench["faultOf"]>>[]> {
  const id = await bench.sandbox.place();
  bench.intercept(null);
  const open = () => {
    const store = bench.store();
    bench.intercept(how);
    return store.orders;
  };
  const faults = [];
  for (const read of [
    () => open().changedSince(bench.store().orders.from(bench.now())),
    () => open().history(bench.store().orders.beginning()),
    () => open().identify(null),
    () => open().one(id),
  ])
    faults.push(await bench.faultOf(read()));
  bench.intercept(null);
  return faults;
}

const troubleCases: readonly Case[] = troubles.map(({ name, how, kinds }) => ({
  name: `faults: ${name} is ${kinds.join(" or ")}, in every read`,
  async run(bench) {
    for (const fault of await eachRead(bench, how(bench))) {
      expect(kinds).toContain(fault.kind);
      expect(fault.facts.code).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
      if (fault.kind === "unreadable") expect(typeof fault.facts.body).toBe("string");
    }
  },
}));

/** What goes wrong between us and a platform has one meaning each, and tells nobody a secret. */
export const faultCases: readonly Case[] = [
  ...troubleCases,
  {
    name: "faults: a throttle says when to come back, as the platform said or a while later",
    async run(bench) {
      for (const fault of await eachRead(bench, async () => bench.answers.throttled(17))) {
        expect(fault.kind).toBe("throttled");
        expect(fault.facts.retryAt).toBe(bench.now() + 17_000);
      }
      const [unsaid] = await eachRead(bench, async () => bench.answers.throttled(null));
      expect(unsaid?.kind).toBe("throttled");
      expect(unsaid?.facts.retryAt).toBeGreaterThan(bench.now());
    },
  },
  {
    name: "secrets: none stands in an address, a note or a fault",
    async run(bench) {
      await bench.store().whoami();
      const { doorbells } = bench.store();
      if (doorbells?.by === "api") await doorbells.ensure("https://tek.example.test/webhooks/x", "s3cret");
      for (const { how } of troubles) await eachRead(bench, how(bench));
      expect(bench.secrets.length).toBeGreaterThan(0);
      const hidden = bench.secrets.filter((secret) => !bench.mayStandInUrls?.includes(secret));
      for (const url of bench.seen.urls) for (const secret of hidden) expect(url).not.toContain(secret);
      for (const text of [...bench.seen.notes, ...bench.seen.faults.map(spoken)])
        for (const secret of bench.secrets) expect(text).not.toContain(secret);
    },
  },
  {
    name: "account: it is the same after being stored, and nothing is no account",
    async run(bench) {
      const { same, fromNothing, fields } = bench.reparse();
      expect(same).toBe(true);
      if (!(fromNothing instanceof AccountError))
        throw new Error(`Expected an AccountError, got ${String(fromNothing)}`);
      expect(fields).toContain(fromNothing.field);
    },
  },
];

const spoken = (fault: Error & { facts: object }) =>
  [fault.message, fault.stack, JSON.stringify(fault.facts), String(fault.cause)].join("\n");
