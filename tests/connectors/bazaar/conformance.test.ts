import { toExternalId } from "#app/domain/ids.ts";
import { describeConnector } from "#connectors/contract/conformance/describe-connector.ts";
import type { Change, Harness } from "#connectors/contract/conformance/harness.ts";
import { type BazaarAccount, createBazaar } from "./bazaar.ts";
import { openStall, type StallOrder } from "./stall.ts";

async function setup(): Promise<Harness<BazaarAccount>> {
  let now = Date.UTC(2026, 10, 1, 9);
  let edits = 0;
  const stall = openStall({ now: () => now });
  const does =
    (part: (order: StallOrder) => Partial<StallOrder>, silently = false): Change =>
    async (id) =>
      stall.change(id, part, silently);
  const total = ({ lines }: StallOrder) => lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const money = (minor: number) => ({ minor, currency: "TRY" });
  return {
    connector: createBazaar(),
    account: { host: "stall.example.test", key: stall.key },
    withPageSize: createBazaar,
    parts: ["goods", "push", "collect"],
    lacks: {
      bells: "the bazaar rings nobody",
      hold: "the bazaar holds nothing back",
      delivery: "the bazaar knows no parcels",
      return: "the bazaar takes nothing back",
      pictures: "the bazaar shows none",
    },
    sandbox: {
      fetch: (request) => stall.answer(request),
      now: () => now,
      async advance(ms) {
        now += ms;
      },
      absent: toExternalId("99999"),
      place: async () => toExternalId(stall.place()),
      change: {
        edit: does(() => ({ note: `Not ${++edits}` })),
        payment: does(() => ({ paid: true })),
        fulfillment: does(() => ({ status: "packed" })),
        cancellation: does(() => ({ status: "cancelled" })),
        refund: does(
          ({ id, refunds }) => ({ refunds: [...refunds, { id: `${id}-r${refunds.length}`, amount: 100 }] }),
          true,
        ),
        note: does(() => ({ note: `Sessiz ${++edits}` }), true),
        deletion: async (id) => stall.remove(id),
      },
      floor: {
        async rename() {
          const [good] = stall.goods.values();
          if (!good) throw new Error("The stall sells nothing");
          stall.goods.set(good.id, { ...good, name: "Yeni kilim" });
          return { product: toExternalId(good.id), title: "Yeni kilim" };
        },
        async recount() {
          const [good] = stall.goods.values();
          if (!good) throw new Error("The stall sells nothing");
          stall.goods.set(good.id, { ...good, count: 4711 });
          return { item: toExternalId(good.id), place: toExternalId("stall"), available: 4711 };
        },
      },
      truth: async () =>
        [...stall.orders.values()].map((order) => ({
          id: toExternalId(order.id),
          total: money(total(order)),
          refunded: money(order.refunds.reduce((sum, { amount }) => sum + amount, 0)),
        })),
    },
    answers: {
      signedOut: () => Response.json({}, { status: 401 }),
      forbidden: () => Response.json({}, { status: 403 }),
      throttled: (seconds) =>
        Response.json({}, { status: 429, headers: seconds === null ? {} : { "retry-after": String(seconds) } }),
    },
  };
}

describeConnector("The bazaar", { setup });
