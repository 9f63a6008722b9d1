import { expect } from "vitest";
import type { RawDelivery, Received } from "../port.ts";
import type { Bench } from "./bench.ts";
import { type Case, reasonFor } from "./case.ts";

const secret = "s3cret of the conformance battery";
const address = "https://tek.example.test/webhooks/conformance";

const without = ({ headers, body }: RawDelivery, name: string): RawDelivery => {
  const kept = new Headers(headers);
  kept.delete(name);
  return { headers: kept, body };
};

const signedAs = ({ headers, body }: RawDelivery, name: string, value: string): RawDelivery => {
  const changed = new Headers(headers);
  changed.set(name, value);
  return { headers: changed, body };
};

function flipped({ headers, body }: RawDelivery, at: number): RawDelivery {
  const changed = Uint8Array.from(body);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return { headers, body: changed };
}

const genuine = async (bench: Bench) => {
  const id = await bench.sandbox.place();
  return { id, delivery: await bench.bells.genuine(id, secret) };
};

const refused = (received: Received, what: string) => expect(received.kind, what).toBe("refused");

const rings: readonly Case[] = [
  {
    name: "bells: a genuine delivery names the order",
    async run(bench) {
      const { id, delivery } = await genuine(bench);
      const received = bench.platform.receive(delivery, [secret]);
      if (received.kind !== "delivery") throw new Error(`A genuine delivery is ${JSON.stringify(received)}`);
      expect(received.signals).toContainEqual(expect.objectContaining({ about: "order", id }));
      expect(received.topic).not.toBe("");
      expect(bench.platform.receive(delivery, [secret])).toEqual(received);
    },
  },
  {
    name: "bells: one flipped byte is refused, wherever it is",
    async run(bench) {
      const { delivery } = await genuine(bench);
      for (const at of [0, delivery.body.length >> 1, delivery.body.length - 1])
        refused(bench.platform.receive(flipped(delivery, at), [secret]), `byte ${at}`);
    },
  },
  {
    name: "bells: a missing, empty, short, long or foreign signature is refused and throws nothing",
    async run(bench) {
      const { id, delivery } = await genuine(bench);
      const header = bench.bells.signatureHeader;
      const right = delivery.headers.get(header) ?? "";
      refused(bench.platform.receive(without(delivery, header), [secret]), "missing");
      for (const wrong of [
        "",
        "=",
        right.slice(0, -4),
        `${right}AAAA`,
        right.toLowerCase(),
        "ğ".repeat(0) + "!".repeat(44),
      ])
        refused(bench.platform.receive(signedAs(delivery, header, wrong), [secret]), `"${wrong}"`);
      refused(bench.platform.receive(await bench.bells.genuine(id, "another secret"), [secret]), "foreign");
    },
  },
  {
    name: "bells: without a secret nothing is believed",
    async run(bench) {
      const { id, delivery } = await genuine(bench);
      refused(bench.platform.receive(delivery, []), "no secrets");
      refused(bench.platform.receive(delivery, [""]), "an empty secret");
      refused(bench.platform.receive(await bench.bells.genuine(id, ""), [""]), "signed with nothing");
    },
  },
  {
    name: "bells: while secrets are changed, the old and the new one are both good",
    async run(bench) {
      const { delivery } = await genuine(bench);
      for (const secrets of [
        ["new one", secret],
        [secret, "new one"],
      ])
        expect(bench.platform.receive(delivery, secrets).kind).toBe("delivery");
    },
  },
  {
    name: "bells: a topic that means nothing to us gives no signals",
    async run(bench) {
      const received = bench.platform.receive(await bench.bells.unknownTopic(secret), [secret]);
      expect(received).toMatchObject({ kind: "delivery", signals: [] });
    },
  },
  {
    name: "bells: a handshake is answered as one",
    without: (harness) => reasonFor(harness, "handshake", harness.bells?.handshake !== undefined),
    async run(bench) {
      const { handshake } = bench.bells;
      if (handshake) expect(bench.platform.receive(handshake, [secret])).toEqual({ kind: "handshake" });
    },
  },
  {
    name: "bells: rubbish is refused and throws nothing",
    async run(bench) {
      const { delivery } = await genuine(bench);
      const bodies = ["", "{", "null", "[]", '"', "\u0000", "webhook_id=", "a".repeat(100_000)];
      for (const body of bodies) {
        const bytes = new TextEncoder().encode(body);
        refused(bench.platform.receive({ headers: new Headers(), body: bytes }, [secret]), `"${body.slice(0, 20)}"`);
        refused(
          bench.platform.receive({ headers: delivery.headers, body: bytes }, [secret]),
          `signed "${body.slice(0, 20)}"`,
        );
      }
    },
  },
  {
    name: "bells: taken down, they ring no more, and there is nothing left to take down",
    async run(bench) {
      const { doorbells } = bench.store();
      if (doorbells?.by !== "api") return;
      await doorbells.ensure(address, secret);
      await doorbells.remove(address);
      await doorbells.remove(address);
      await bench.bells.rung?.();
      await bench.sandbox.place();
      await bench.sandbox.advance(60_000);
      expect(await bench.bells.rung?.()).toEqual(bench.bells.rung ? [] : undefined);
      expect(await doorbells.ensure(address, secret)).toBe("made");
    },
  },
  {
    name: "bells: hung up once, found in place afterwards, and rung by a new order",
    async run(bench) {
      const [doorbells, again] = [bench.store().doorbells, bench.store().doorbells];
      if (doorbells?.by !== "api" || again?.by !== "api") return;
      expect(await doorbells.ensure(address, secret)).toBe("made");
      expect(await again.ensure(address, secret)).toBe("in-place");
      if (!bench.bells.rung) return;
      await bench.bells.rung();
      const id = await bench.sandbox.place();
      await bench.sandbox.advance(60_000);
      const received = (await bench.bells.rung()).map((delivery) => bench.platform.receive(delivery, [secret]));
      expect(received.filter(({ kind }) => kind === "refused")).toEqual([]);
      const signals = received.flatMap((r) => (r.kind === "delivery" ? r.signals : []));
      expect(signals).toContainEqual(expect.objectContaining({ about: "order", id }));
    },
  },
];

/** Doorbells: what is genuine rings, everything else is refused, and nothing throws. */
export const bellCases: readonly Case[] = rings.map((one) => ({
  ...one,
  without: (harness) => reasonFor(harness, "bells", harness.bells !== undefined) ?? one.without?.(harness) ?? null,
}));
