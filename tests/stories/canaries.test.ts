import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type SQL, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Database } from "#app/db/scope.ts";
import { minutes } from "#app/domain/instant.ts";
import { allFaults, noFaults } from "#connectors/contract/sandbox/faults.ts";
import { shopify, wooShops } from "#demo/shops.ts";
import { describeOnBothEngines } from "../engines/describe-on-both-engines.ts";
import { type OwnerReads, ownerReads } from "./owner-reads.ts";
import { everyValue, formsOf, foundIn } from "./remnants.ts";
import { buildTown, type Town } from "./town.ts";

const erased = {
  first: "Kanaryagül",
  last: "Ötücügil",
  email: "kanaryagul.otucugil@kafes.example",
  phone: "+90 532 765 43 21",
  line1: "Kafesçioğlu Sokağı 77/3",
};
const note = "Zilimiçalmayınız kanarya uyuyor";
/** As it was written, and as search and telephones write it. */
const ofErased = [
  ...["Kanaryagül", "Ötücügil", "kanaryagul", "otucugil", "kanaryagulotucugilkafesexample", erased.email],
  ...[erased.phone, "905327654321", "5327654321", "Kafesçioğlu", "kafescioglu", "Zilimiçalmayınız", "zilimicalmayiniz"],
];
const kept = {
  first: "Serçenaz",
  last: "Uçargil",
  email: "sercenaz.ucargil@dal.example",
  phone: "+90 533 123 45 67",
  line1: "Dalbastıoğlu Sokağı 5",
};
const ofKept = ["Serçenaz", "Uçargil", "sercenaz", "ucargil", kept.email, "Dalbastıoğlu", "5331234567"];

test("the search finds a text in bytes whatever its shape, and wherever in a base64 text it begins", () => {
  const name = "Serçenaz Uçargil";
  const wrapped: readonly (readonly [string, Buffer])[] = [
    ["utf8", Buffer.from(`{"name":"${name}"}`)],
    ["json", Buffer.from(String.raw`{"name":"Ser\u00e7enaz U\u00e7argil"}`)],
    ["JSON", Buffer.from(String.raw`{"name":"Ser\u00E7enaz U\u00E7argil"}`)],
    ["percent", Buffer.from(new URLSearchParams({ q: name }).toString().replaceAll("+", "%20"))],
    ...[0, 1, 2].map((before) => {
      const text = `${"x".repeat(before)}${name} and what follows`;
      return [`base64+${before}`, Buffer.from(Buffer.from(text).toString("base64"))] as const;
    }),
  ];
  for (const [form, bytes] of wrapped) expect(foundIn(bytes, [name])).toContain(`${name} as ${form}`);
  expect(foundIn(Buffer.from("Serçe naz"), [name])).toEqual([]);
});

describeOnBothEngines("what must be found nowhere", (_open, engine) => {
  test("credentials at no time; a person who was erased not any more, and one who was not, all the while", {
    timeout: 600_000,
  }, async () => {
    const { url } = await engine.place("empty");
    const log: string[] = [];
    const town = await buildTown({
      ...{ seed: 4242, orders: 12, logLevel: "debug", printed: (text) => void log.push(text) },
      ...(url ? { databaseUrl: url, workers: 2 } : {}),
    });
    try {
      await town.start();
      const db = await engine.open({ url, file: town.file });
      const owner = await ownerReads(town);
      const held = await live(town, owner, db);
      await stir(town);
      town.shopify.act({ action: "privacy", asks: "data", customer: held.customer });
      await until(town, owner, "/shops/requests", /data-request="customer-data"/);

      const pages = await everyPage(owner, db, held);
      const searched = Buffer.from(await owner.page(`/orders?q=${encodeURIComponent(erased.last)}`));
      const values = await everyValue(db);
      const bytes = fileOf(town, url);
      const bodies = await compressedBodies(db, held, bytes);
      const spoken = ["Kanaryagül", "Ötücügil", erased.email, erased.phone, "Kafesçioğlu", "Zilimiçalmayınız"];
      expect([missingIn(pages, spoken), missingIn(searched, spoken.slice(0, 2))]).toEqual([[], []]);
      expect(missingIn(values, [...spoken, "kanaryagul", "otucugil", "5327654321", "zilimicalmayiniz"])).toEqual([]);
      if (url === null) expect([missingIn(bytes, spoken), bodies.length > 1]).toEqual([[], true]);

      town.shopify.act({ action: "privacy", asks: "erasure", customer: held.customer });
      await until(
        town,
        owner,
        "/shops/requests",
        /data-request="customer-erase"(?:(?!data-request)[\s\S])*text">Done</,
      );
      await town.advance(minutes(2));
      await town.heard();

      const pagesAfter = await everyPage(owner, db, held);
      const valuesAfter = await everyValue(db);
      const bytesAfter = fileOf(town, url);
      const exported = Buffer.from(await town.tek("orders", "export"));
      const printed = Buffer.from(log.join(""));
      const after = { pages: pagesAfter, values: valuesAfter, file: bytesAfter, export: exported, log: printed };
      const people = Object.entries(after).map(([place, held]) => [place, foundIn(held, ofErased)]);
      expect(people).toEqual(Object.keys(after).map((place) => [place, []]));
      expect(bodies.filter((piece) => bytesAfter.includes(piece))).toEqual([]);
      expect(foundIn(printed, ofKept)).toEqual([]);
      for (const place of [pagesAfter, valuesAfter, exported, ...(url === null ? [bytesAfter] : [])])
        expect(missingIn(place, ["Serçenaz", "Uçargil", kept.email])).toEqual([]);

      const secrets = credentialsOf(town, owner, url);
      const before = { "pages before": pages, searched, "values before": values, "file before": bytes };
      const places = { ...before, ...after };
      expect(Object.entries(places).map(([place, held]) => [place, foundIn(held, secrets)])).toEqual(
        Object.keys(places).map((place) => [place, []]),
      );
      expect(secrets.length).toBeGreaterThan(15);
      const sizes = Object.entries(after).map(([place, { length }]) => `${place} ${length}`);
      console.log(
        `${engine.dialect}: 0 of ${ofErased.length} texts of an erased person, 0 of ${secrets.length} credentials, each in ${formsOf("").size} shapes; bytes: ${sizes.join(", ")}`,
      );
    } finally {
      await town.close();
    }
  });
});

interface Held {
  readonly customer: string;
  /** Orders in Tek: two of the person who will be erased, and one of the other. */
  readonly ids: readonly string[];
}

/** Two people order and change their minds; one order comes to a state that cannot be read, so that its body is set aside. */
async function live(town: Town, owner: OwnerReads, db: Database): Promise<Held> {
  const { shopify: shop } = town;
  const { order: first = "" } = shop.act({
    action: "place",
    buyer: { ...erased, line1: "Kafesçioğlu Çıkmazı 1" },
    note,
  });
  const { order: second = "" } = shop.act({ action: "place", paid: true, buyer: erased, note });
  shop.act({ action: "place", buyer: kept, note: null });
  await until(town, owner, `/orders?q=${erased.email}`, />2 orders</);
  await until(town, owner, `/orders?q=${kept.email}`, />1 order</);
  shop.act({ action: "address", order: first, address: { line1: erased.line1 } });
  shop.act({ action: "note", order: first, note: `${note}, lütfen` });
  shop.act({ action: "fulfill", order: second });
  // A date that no date can be.
  shop.act({ action: "deliver", order: second, at: 253_402_300_800_000 });
  await until(town, owner, "/quarantine", new RegExp(`data-record="${second}"`));
  const ids = await column(
    db,
    sql`select id from orders where external_id in (${first}, ${second}) order by external_id`,
  );
  await until(town, owner, `/orders/${ids[0]}`, /lütfen/);
  await until(town, owner, `/orders/${ids[0]}`, /Kafesçioğlu Sokağı/);
  const other = shop.truth().orders.find(({ email }) => email === kept.email)?.id ?? "";
  const customer = shop.truth().orders.find(({ id }) => id === first)?.customerId ?? "";
  return { customer, ids: [...ids, ...(await column(db, sql`select id from orders where external_id = ${other}`))] };
}

/** Everything goes wrong for a while, tokens are renewed, and what was said of it is in the log. */
async function stir(town: Town): Promise<void> {
  const shops = [town.shopify, ...town.woo];
  for (const shop of shops) shop.setFaults({ ...allFaults(0.2), keyRevoked: 0, hangMs: 50, webhookLateMs: 100 });
  for (const pause of [1, 1, 1, 61, 1, 1]) {
    for (const shop of shops) shop.act({ action: "place" });
    await town.advance(minutes(pause));
    await town.heard();
  }
  for (const shop of shops) shop.setFaults(noFaults);
  await town.advance(minutes(5));
  await town.heard();
}

/** What waits for a moment need not wait for it: while it is not seen, the town's clock goes faster. */
async function until(town: Town, owner: OwnerReads, path: string, seen: RegExp): Promise<void> {
  while (!seen.test(await owner.file(path))) await town.advance(5000);
}

/** Every screen with what can be opened or saved on it, as an owner gets it. */
async function everyPage(owner: OwnerReads, db: Database, { ids }: Held): Promise<Buffer> {
  const pages: string[] = [];
  for (const path of [
    "/orders",
    "/shops",
    "/shops/requests",
    "/quarantine",
    "/guide",
    ...ids.map((id) => `/orders/${id}`),
  ])
    pages.push(await owner.page(path));
  const asides = await column(db, sql`select shop || '&id=' || external_id from quarantine`);
  const requests = await column(db, sql`select id from privacy_requests where kind = 'customer-data'`);
  const files = [
    ...ids.map((id) => `/orders/${id}/raw.data`),
    ...asides.map((which) => `/quarantine/body.data?shop=${which}`),
    ...requests.map((id) => `/shops/requests/${id}`),
    ...["/orders/export?format=csv", "/orders/export?format=ndjson", "/orders/choices.data"],
  ];
  for (const path of files) pages.push(await owner.file(path));
  return Buffer.from(pages.join("\n"));
}

const fileOf = ({ file }: Town, url: string | null): Buffer =>
  url === null
    ? Buffer.concat([file, `${file}-wal`, `${file}-shm`].filter(existsSync).map((one) => readFileSync(one)))
    : Buffer.alloc(0);

/** Pieces of the compressed bodies of the person's orders, as they stand in the file. */
async function compressedBodies(db: Database, { ids }: Held, file: Buffer): Promise<readonly Buffer[]> {
  const rows = await db.readGlobal("health", (reading) =>
    reading.rows(sql`select body from order_raw where order_id in (${ids[0]}, ${ids[1]})`),
  );
  return rows
    .flatMap(({ body }) => (body instanceof Uint8Array ? [Buffer.from(body)] : []))
    .flatMap((body) => [body.subarray(40, 80), body.subarray(-60, -20)])
    .filter((piece) => file.includes(piece));
}

async function column(db: Database, query: SQL): Promise<readonly string[]> {
  const rows = await db.readGlobal("health", (reading) => reading.rows(query));
  return rows.flatMap((row) => Object.values(row).map(String));
}

const missingIn = (place: Buffer, texts: readonly string[]) =>
  texts.filter((text) => foundIn(place, [text]).length === 0);

/** Everything that opens a door: of the shops, of Tek's own, and of the people who use it. */
function credentialsOf(town: Town, owner: OwnerReads, url: string | null): readonly string[] {
  const key =
    url === null ? readFileSync(join(town.folder, "tek.key"), "utf8").trim() : Buffer.alloc(32, 7).toString("base64");
  const woo = wooShops.flatMap((shop) => [shop.key, shop.secret]);
  return [...town.overheard(), ...owner.credentials, ...woo, shopify.apiSecret, key];
}
