declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Ours: UUIDv7 texts. */
export type WorkspaceId = Branded<"workspace">;
export type ShopId = Branded<"shop">;
export type OrderId = Branded<"order">;
export type PersonId = Branded<"person">;
export type DeliveryId = Branded<"delivery">;

/** A platform's own id, as text from end to end: ids beyond 2^53 exist. Never taken apart outside its connector. */
export type ExternalId = Branded<"external">;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function branded<Id extends string>(test: (text: string) => boolean, what: string): (text: string) => Id {
  const is = (text: string): text is Id => test(text);
  return (text) => {
    if (!is(text)) throw new TypeError(`Not a ${what} id: ${text.slice(0, 80)}`);
    return text;
  };
}

export const toWorkspaceId = branded<WorkspaceId>((t) => uuid.test(t), "workspace");
export const toShopId = branded<ShopId>((t) => uuid.test(t), "shop");
export const toOrderId = branded<OrderId>((t) => uuid.test(t), "order");
export const toPersonId = branded<PersonId>((t) => uuid.test(t), "person");
export const toDeliveryId = branded<DeliveryId>((t) => uuid.test(t), "delivery");
export const toExternalId = branded<ExternalId>((t) => t.length > 0 && t.length <= 255, "platform");

/** Whether a text out of an address or a form has the shape of one of our ids. */
export const looksLikeId = (text: string): boolean => uuid.test(text);
