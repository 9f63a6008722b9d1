import type { Act, ActInput } from "./act-input.ts";
import type { Standing } from "./model.ts";
import { dateText, defaultScopes, gid, type ShopifySandboxOptions, shopId } from "./options.ts";
import { Refused } from "./scene.ts";
import { type Change, type Entity, mintFor, type Store } from "./state.ts";
import type { Postman } from "./webhooks.ts";

export type ShopAct = Act<"install" | "uninstall" | "revoke" | "scope" | "standing" | "rename" | "privacy">;

const shopActs: readonly string[] = ["install", "uninstall", "revoke", "scope", "standing", "rename", "privacy"];

export function isShopAct(input: ActInput): input is ShopAct {
  return shopActs.includes(input.action);
}

/** How long after an uninstall Shopify asks for the shop to be forgotten (shopify.dev, "Privacy law compliance"). */
export const redactAfterMs = 48 * 3_600_000;
const soonMs = 300;

/** What becomes of the shop itself, and what it rings: a topic, its body, and how long it takes. */
interface Turn {
  readonly house?: Partial<Entity<"house">>;
  readonly also?: readonly Change[];
  readonly rings?: readonly (readonly [topic: string, body: object, delayMs: number])[];
}

/** What a merchant does to the shop and the app in it, as one journal entry. Throws `Refused` where Shopify would not allow it. */
export function actOnShop(options: ShopifySandboxOptions, store: Store, postman: Postman, input: ShopAct): void {
  const { house = {}, also = [], rings = [] } = turnOf(options, store, input);
  const mint = mintFor(store, options.world);
  const letters = rings.flatMap(([topic, body, delayMs]) => postman.letter(topic, body, mint, delayMs));
  store.commit([
    { kind: "house", put: { ...store.house(), ...house } },
    ...also,
    ...letters.map((put): Change => ({ kind: "delivery", put })),
  ]);
  postman.dispatch(letters);
}

function turnOf(options: ShopifySandboxOptions, store: Store, input: ShopAct): Turn {
  switch (input.action) {
    case "install":
      return install(store);
    case "uninstall":
      if (!store.house().installed) throw new Refused("the app is not installed");
      return leave(options, store);
    case "revoke":
      return { also: deadTokens(store) };
    case "scope":
      return changeScope(options, store, input);
    case "standing":
      return changeStanding(options, store, input.standing);
    case "rename":
      return rename(options, store, input);
    case "privacy":
      return ask(options, store, input);
  }
}

function install(store: Store): Turn {
  const { installed, standing } = store.house();
  if (installed) throw new Refused("the app is installed already");
  if (standing !== "open") throw new Refused(`the shop is ${standing}`);
  // Whoever installs grants what the app asks for, whatever was taken away before.
  return { house: { installed: true, scopes: null } };
}

/** Every token and every subscription dies at once. */
function leave(options: ShopifySandboxOptions, store: Store): Turn {
  return {
    house: { installed: false },
    also: [...deadTokens(store), ...deadSubscriptions(store)],
    rings: [
      ["app/uninstalled", shopBody(options), soonMs],
      ["shop/redact", { shop_id: Number(shopId), shop_domain: options.shop }, redactAfterMs],
    ],
  };
}

function changeScope(options: ShopifySandboxOptions, store: Store, { scope, granted }: Act<"scope">): Turn {
  if (!store.house().installed) throw new Refused("the app is not installed");
  const previous = options.scopes ?? defaultScopes;
  if (previous.includes(scope) === granted)
    throw new Refused(`${scope} is ${granted ? "granted" : "taken away"} already`);
  const current = granted ? [...previous, scope] : previous.filter((one) => one !== scope);
  const body = { id: gid("App", "290000000001"), previous, current, updated_at: dateText(options.world.now()) };
  return { house: { scopes: current }, rings: [["app/scopes_update", body, soonMs]] };
}

function changeStanding(options: ShopifySandboxOptions, store: Store, standing: Standing): Turn {
  const { standing: before, installed } = store.house();
  if (before === standing) throw new Refused(`the shop is ${standing} already`);
  // A closed shop has no apps; opened again it has to install them anew.
  if (standing === "closed" && installed) {
    const left = leave(options, store);
    return { ...left, house: { ...left.house, standing } };
  }
  const rings: Turn["rings"] = standing === "open" && installed ? [["shop/update", shopBody(options), soonMs]] : [];
  return { house: { standing }, rings };
}

function rename(options: ShopifySandboxOptions, store: Store, { name, host }: Act<"rename">): Turn {
  if (name === undefined && host === undefined) throw new Refused("no new name and no new address was given");
  if (host !== undefined && store.house().host !== null)
    throw new Refused("the address was changed before, which can be done once");
  const renamed = { ...(name === undefined ? {} : { name }), ...(host === undefined ? {} : { host }) };
  const body = { ...shopBody(options), ...(name === undefined ? {} : { name }) };
  const address = host === undefined ? {} : { domain: host, myshopify_domain: host };
  return {
    house: renamed,
    rings: store.house().installed ? [["shop/update", { ...body, ...address }, soonMs]] : [],
  };
}

/** What a customer may ask of every app that the shop has. The shop's own record of them stays as it is. */
function ask(options: ShopifySandboxOptions, store: Store, { asks, customer: id }: Act<"privacy">): Turn {
  const customer = store.get("customer", id);
  if (!customer) throw new Refused(`there is no customer ${id}`);
  if (!store.house().installed) throw new Refused("the app is not installed, so nobody asks it");
  const orders = [...store.all("order")].filter((one) => one.customerId === id).map((one) => Number(one.id));
  const about = {
    shop_id: Number(shopId),
    shop_domain: options.shop,
    customer: { id: Number(id), email: customer.email, phone: customer.phone },
  };
  return asks === "data"
    ? {
        rings: [
          [
            "customers/data_request",
            { ...about, orders_requested: orders, data_request: { id: Number(id) + 1 } },
            soonMs,
          ],
        ],
      }
    : { rings: [["customers/redact", { ...about, orders_to_redact: orders }, soonMs]] };
}

const shopBody = ({ name, shop }: ShopifySandboxOptions) => ({
  id: Number(shopId),
  name,
  domain: shop,
  myshopify_domain: shop,
});

const deadTokens = (store: Store) => [...store.all("token")].map(({ id }): Change => ({ kind: "token", drop: id }));
const deadSubscriptions = (store: Store) =>
  [...store.all("subscription")].map(({ id }): Change => ({ kind: "subscription", drop: id }));
