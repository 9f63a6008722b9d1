import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { variantOf, variants } from "./catalogue.ts";
import { type Rehearsal, rehearse } from "./rehearsal.ts";
import { Refused } from "./scene.ts";
import { quantityNames } from "./stock-model.ts";

const main = "gid://shopify/Location/70100000001";
const second = "gid://shopify/Location/70100000002";
const itemOf = (sku: string) => `gid://shopify/InventoryItem/${variantOf(sku)?.inventoryItemId}`;

interface Level {
  readonly location: { readonly id: string };
  readonly quantities: readonly { readonly name: string; readonly quantity: number; readonly updatedAt: string }[];
}

/** What the API shows of a variant at a location, by name. */
async function levelOf({ ask }: Rehearsal, sku: string, location = main): Promise<Record<string, number>> {
  const { data } = await ask(
    `query($id: ID!) { inventoryItem(id: $id) { inventoryLevels(first: 10) { nodes { location { id } quantities(names: [${quantityNames.map((name) => `"${name}"`)}]) { name quantity updatedAt } } } } }`,
    { id: itemOf(sku) },
  );
  const item = data?.inventoryItem as unknown as { inventoryLevels: { nodes: Level[] } } | undefined;
  const level = item?.inventoryLevels.nodes.find((one) => one.location.id === location);
  return Object.fromEntries((level?.quantities ?? []).map(({ name, quantity }) => [name, quantity]));
}

const place = ({ sandbox }: Rehearsal, quantity: number, sku = "VAZO-02") =>
  sandbox.act({ action: "place", paid: true, presentmentCurrency: "TRY", lines: [{ sku, quantity }] }).order ?? "";

const setStock =
  "mutation($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { id reason referenceDocumentUri changes { name delta quantityAfterChange item { sku } location { id } } } userErrors { field message code } } }";
const set = (quantity: number, changeFromQuantity: number | null | undefined, over: object = {}) => ({
  name: "available",
  reason: "correction",
  referenceDocumentUri: "gid://tek/Sync/1",
  quantities: [{ inventoryItemId: itemOf("VAZO-02"), locationId: main, quantity, changeFromQuantity }],
  ...over,
});

describe("stock that orders move", () => {
  test("an order commits, sending takes from the shelf, a return puts back", async () => {
    const shop = rehearse({ plan: "unlimited" });
    const before = await levelOf(shop, "VAZO-02");
    const order = place(shop, 3);
    expect(await levelOf(shop, "VAZO-02")).toEqual({ ...before, available: 97, committed: 3 });
    shop.sandbox.act({ action: "fulfill", order });
    expect(await levelOf(shop, "VAZO-02")).toEqual({ ...before, available: 97, on_hand: 97 });
    shop.sandbox.act({ action: "refund", order, partial: true, restock: true });
    expect(await levelOf(shop, "VAZO-02")).toEqual({ ...before, available: 98, on_hand: 98 });
    shop.sandbox.act({ action: "refund", order, partial: true, restock: false });
    expect(await levelOf(shop, "VAZO-02")).toEqual({ ...before, available: 98, on_hand: 98 });
  });

  test("a cancellation with restock gives everything back, without it the goods are gone", async () => {
    const shop = rehearse({ plan: "unlimited" });
    shop.sandbox.act({ action: "cancel", order: place(shop, 2), restock: true });
    expect(await levelOf(shop, "VAZO-02")).toMatchObject({ available: 100, committed: 0, on_hand: 100 });
    shop.sandbox.act({ action: "cancel", order: place(shop, 2), restock: false });
    expect(await levelOf(shop, "VAZO-02")).toMatchObject({ available: 98, committed: 0, on_hand: 98 });
  });

  test("nothing is sold that is not there, unless the product is sold without", () => {
    const shop = rehearse({ plan: "unlimited" });
    expect(() => place(shop, 200)).toThrow(new Refused("only 120 of VAZO-02 can be bought"));
    shop.sandbox.act({ action: "product", sku: "VAZO-02", inventoryPolicy: "CONTINUE" });
    expect(place(shop, 200)).not.toBe("");
    shop.sandbox.act({ action: "product", sku: "VAZO-02", status: "DRAFT" });
    expect(() => place(shop, 1)).toThrow(Refused);
  });

  test("an order is sent from the location that has all of it", async () => {
    const shop = rehearse({ plan: "unlimited" });
    shop.sandbox.act({ action: "stock", sku: "VAZO-02", available: 2 });
    const order = place(shop, 5);
    expect(shop.sandbox.truth().orders.find((one) => one.id === order)?.locationId).toBe("70100000002");
    expect(await levelOf(shop, "VAZO-02", second)).toMatchObject({ available: 15, committed: 5, on_hand: 20 });
    expect(await levelOf(shop, "VAZO-02")).toMatchObject({ available: 2, committed: 0 });
  });

  test("for any sequence of acts, units on hand are the sum of their parts, and committed is what orders wait for", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 5, max: 120 }), async (seed, acts) => {
        const shop = rehearse({ plan: "unlimited" }, seed);
        shop.sandbox.lay({ orders: 10, days: 20 });
        for (let done = 0; done < acts; done += 1) {
          shop.sandbox.act({ action: "random" });
          await shop.pass(1000);
        }
        const waiting = new Map<string, number>();
        for (const order of shop.sandbox.truth().orders)
          for (const { sku, counts } of order.lines) waiting.set(sku, (waiting.get(sku) ?? 0) + counts.unsent);
        for (const { sku } of variants) {
          let committed = 0;
          for (const location of [main, second]) {
            const level = await levelOf(shop, sku, location);
            const { available, committed: held, reserved, damaged, safety_stock, quality_control, on_hand } = level;
            if (available === undefined) continue;
            committed += held ?? 0;
            expect(on_hand).toBe(
              available + (held ?? 0) + (reserved ?? 0) + (damaged ?? 0) + (safety_stock ?? 0) + (quality_control ?? 0),
            );
          }
          expect({ sku, committed }).toEqual({ sku, committed: waiting.get(sku) ?? 0 });
        }
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  test("a level rings where what may be sold has changed, and an app finds it by its date", async () => {
    const shop = rehearse({ plan: "unlimited" });
    await shop.ask(
      'mutation { webhookSubscriptionCreate(topic: INVENTORY_LEVELS_UPDATE, webhookSubscription: { uri: "https://ear.example.test/" }) { userErrors { message } } }',
    );
    await shop.pass(60_000);
    place(shop, 4);
    await shop.pass(5000);
    const bells = shop.arrived.filter(
      ({ headers, body }) => headers.get("x-shopify-topic") === "inventory_levels/update" && body.includes("available"),
    );
    expect(bells.map(({ body }) => JSON.parse(body))).toMatchObject([
      { inventory_item_id: Number(variantOf("VAZO-02")?.inventoryItemId), location_id: 70100000001, available: 96 },
    ]);
    const { data } = await shop.ask(
      `{ location(id: "${main}") { inventoryLevels(first: 10, query: "updated_at:>='2026-11-01'") { nodes { item { sku } } } } products(first: 5, query: "updated_at:>='2026-11-01'") { nodes { title } } }`,
    );
    expect(data).toMatchObject({
      location: { inventoryLevels: { nodes: [{ item: { sku: "VAZO-02" } }] } },
      products: { nodes: [{ title: "El yapımı vazo" }] },
    });
  });
});

describe("stock that an app writes", () => {
  test("is compared with what the app saw last, and a stale number changes nothing", async () => {
    const shop = rehearse();
    const { data } = await shop.ask(setStock, { input: set(40, 100), key: "a" });
    expect(data?.inventorySetQuantities).toMatchObject({
      inventoryAdjustmentGroup: {
        reason: "correction",
        referenceDocumentUri: "gid://tek/Sync/1",
        changes: [
          { name: "available", delta: -60, quantityAfterChange: 40, item: { sku: "VAZO-02" }, location: { id: main } },
          { name: "on_hand", delta: -60, quantityAfterChange: 40 },
        ],
      },
      userErrors: [],
    });
    const stale = await shop.ask(setStock, { input: set(30, 100), key: "b" });
    expect(stale.data?.inventorySetQuantities).toEqual({
      inventoryAdjustmentGroup: null,
      userErrors: [
        {
          field: ["input", "quantities", "0", "changeFromQuantity"],
          message: "The changeFromQuantity argument no longer matches the persisted quantity.",
          code: "CHANGE_FROM_QUANTITY_STALE",
        },
      ],
    });
    expect(await levelOf(shop, "VAZO-02")).toMatchObject({ available: 40 });
    await shop.ask(setStock, { input: set(30, null), key: "c" });
    expect(await levelOf(shop, "VAZO-02")).toMatchObject({ available: 30, on_hand: 30 });
  });

  test("must say what it compares with, even if that is nothing", async () => {
    const { ask } = rehearse();
    expect((await ask(setStock, { input: set(40, undefined), key: "a" })).errors).toMatchObject([
      {
        message: "InventoryQuantityInput must include the following argument: changeFromQuantity",
        extensions: { code: "INVALID_FIELD_ARGUMENTS" },
      },
    ]);
    const adjusted = await ask(
      'mutation($item: ID!, $at: ID!) { inventoryAdjustQuantities(input: { name: "available", reason: "correction", changes: [{ delta: 1, inventoryItemId: $item, locationId: $at }] }) @idempotent(key: "x") { userErrors { message } } }',
      { item: itemOf("VAZO-02"), at: main },
    );
    expect(adjusted.errors).toMatchObject([
      { message: "InventoryChangeInput must include the following argument: changeFromQuantity" },
    ]);
  });

  test("is refused without a key; the same key answers the same and changes once; another request under it is refused", async () => {
    const shop = rehearse();
    const bare = await shop.ask(setStock.replace(" @idempotent(key: $key)", "").replace(", $key: String!", ""), {
      input: set(40, null),
    });
    expect(bare.errors).toMatchObject([
      {
        message: "The @idempotent directive is required for this mutation but was not provided.",
        extensions: { code: "BAD_REQUEST" },
      },
    ]);
    const adjust =
      "mutation($input: InventoryAdjustQuantitiesInput!, $key: String!) { inventoryAdjustQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { id changes { name delta quantityAfterChange } } userErrors { code } } }";
    const input = {
      name: "available",
      reason: "received",
      changes: [{ delta: 5, inventoryItemId: itemOf("VAZO-02"), locationId: main, changeFromQuantity: 100 }],
    };
    const first = await shop.ask(adjust, { input, key: "k" });
    expect(first.data?.inventoryAdjustQuantities).toMatchObject({
      inventoryAdjustmentGroup: { changes: [{ delta: 5, quantityAfterChange: 105 }, { name: "on_hand" }] },
    });
    expect((await shop.ask(adjust, { input, key: "k" })).data).toEqual(first.data);
    expect(await levelOf(shop, "VAZO-02")).toMatchObject({ available: 105 });
    const other = await shop.ask(adjust, { input: { ...input, reason: "other" }, key: "k" });
    expect(other.data?.inventoryAdjustQuantities).toMatchObject({
      inventoryAdjustmentGroup: null,
      userErrors: [{ code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" }],
    });
  });

  test.each([
    ["INVALID_NAME", set(1, null, { name: "committed" })],
    ["INVALID_REASON", set(1, null, { reason: "because" })],
    ["INVALID_REFERENCE_DOCUMENT", set(1, null, { referenceDocumentUri: "no uri" })],
    ["INVALID_QUANTITY_NEGATIVE", set(-1, null)],
    ["INVALID_QUANTITY_TOO_HIGH", set(2_000_000_000, null)],
    [
      "INVALID_INVENTORY_ITEM",
      set(1, null, {
        quantities: [
          { inventoryItemId: "gid://shopify/InventoryItem/1", locationId: main, quantity: 1, changeFromQuantity: null },
        ],
      }),
    ],
    [
      "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
      set(1, null, { quantities: [...set(1, null).quantities, ...set(2, null).quantities] }),
    ],
  ])("is refused as %s", async (code, input) => {
    const shop = rehearse();
    const { data } = await shop.ask(setStock, { input, key: "a" });
    expect(data?.inventorySetQuantities).toMatchObject({ inventoryAdjustmentGroup: null, userErrors: [{ code }] });
    expect(await levelOf(shop, "VAZO-02")).toMatchObject({ available: 100 });
  });

  test("needs the item to be stocked at the location: it is activated there first, once for one key", async () => {
    const shop = rehearse({ plan: "unlimited" });
    const sku = variants[0]?.sku ?? "";
    const quantities = [{ inventoryItemId: itemOf(sku), locationId: second, quantity: 3, changeFromQuantity: null }];
    const early = await shop.ask(setStock, { input: set(3, null, { quantities }), key: "a" });
    expect(early.data?.inventorySetQuantities).toMatchObject({
      userErrors: [{ message: "The specified inventory item is not stocked at the location." }],
    });
    const activate =
      'mutation($item: ID!, $at: ID!) { inventoryActivate(inventoryItemId: $item, locationId: $at, available: 4) @idempotent(key: "b") { inventoryLevel { isActive quantities(names: ["available"]) { quantity } } userErrors { message } } }';
    const first = await shop.ask(activate, { item: itemOf(sku), at: second });
    expect(first.data?.inventoryActivate).toEqual({
      inventoryLevel: { isActive: true, quantities: [{ quantity: 4 }] },
      userErrors: [],
    });
    expect((await shop.ask(activate, { item: itemOf(sku), at: second })).data).toEqual(first.data);
    await shop.ask(setStock, { input: set(3, null, { quantities }), key: "c" });
    expect(await levelOf(shop, sku, second)).toMatchObject({ available: 3, on_hand: 3 });
  });
});

describe("locations", () => {
  test("can be opened, renamed and closed, and a closed one is shown only when asked for", async () => {
    const shop = rehearse({ plan: "unlimited" });
    shop.sandbox.act({ action: "location", name: "Bursa deposu" });
    shop.sandbox.act({ action: "location", location: "70100000002", active: false });
    const shown = async (inactive: boolean) =>
      (await shop.ask(`{ locations(first: 9, includeInactive: ${inactive}) { nodes { name isActive } } }`)).data;
    const open = [
      { name: "Depo", isActive: true },
      { name: "Bursa deposu", isActive: true },
    ];
    expect(await shown(false)).toEqual({ locations: { nodes: open } });
    expect(await shown(true)).toMatchObject({
      locations: { nodes: expect.arrayContaining([{ name: "Mağaza", isActive: false }]) },
    });
    expect(() => shop.sandbox.act({ action: "location", location: "70100000001", active: false })).toThrow(Refused);
  });

  test("and stock survive a restart", async () => {
    const shop = rehearse({ plan: "unlimited" });
    shop.sandbox.act({ action: "stock", sku: "VAZO-02", available: 7 });
    place(shop, 2);
    const again = rehearse({ plan: "unlimited", journal: shop.journal });
    expect(await levelOf(again, "VAZO-02")).toEqual(await levelOf(shop, "VAZO-02"));
    expect(await levelOf(again, "VAZO-02")).toMatchObject({ available: 5, committed: 2, on_hand: 7 });
  });
});
