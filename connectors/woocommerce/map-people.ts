import { toExternalId } from "../../app/domain/ids.ts";
import type { Address, Customer, OrderPeople, Remarks } from "../../app/domain/orders/snapshot.ts";
import { normaliseText } from "../../app/domain/text.ts";
import type { AddressFields, Meta, WooOrder } from "./order-schema.ts";
import { plainText, said } from "./plain-text.ts";

export function mapPeople(order: WooOrder): OrderPeople {
  return {
    customer: mapCustomer(order),
    shipping: mapAddress(order.shipping),
    billing: mapAddress(order.billing),
    remarks: mapRemarks(order),
  };
}

function mapCustomer(order: WooOrder): Customer | null {
  const { billing, shipping } = order;
  const id = order.customer_id === "" || order.customer_id === "0" ? null : toExternalId(order.customer_id);
  const customer = {
    id,
    name: nameOf(billing) ?? nameOf(shipping),
    email: said(billing?.email ?? ""),
    phone: said(billing?.phone ?? "") ?? said(shipping?.phone ?? ""),
  };
  return Object.values(customer).every((value) => value === null) ? null : customer;
}

/** Null when nothing in it was filled in: a counter sale, goods that need no address. */
export function mapAddress(fields: AddressFields | null | undefined): Address | null {
  if (!fields) return null;
  const address = {
    name: nameOf(fields),
    company: said(fields.company),
    line1: said(fields.address_1),
    line2: said(fields.address_2),
    city: said(fields.city),
    // WooCommerce sends one field: a code where it knows the country's states, otherwise what was typed.
    province: said(fields.state),
    provinceCode: /^[A-Z0-9]{1,3}(-?[A-Z0-9]{1,5})?$/.test(fields.state) ? fields.state : null,
    zip: said(fields.postcode),
    country: /^[A-Z]{2}$/.test(fields.country) ? fields.country : said(fields.country),
    phone: said(fields.phone),
  };
  return Object.values(address).every((value) => value === null) ? null : address;
}

const nameOf = (fields: AddressFields | null | undefined) =>
  fields ? said(`${fields.first_name} ${fields.last_name}`) : null;

function mapRemarks(order: WooOrder): Remarks | null {
  const note = said(order.customer_note);
  const attributes = order.meta_data.filter(isAttribute).map(({ key, value }) => ({
    name: normaliseText(key, 255),
    value: plainText(String(value)),
  }));
  return note === null && attributes.length === 0 ? null : { note, attributes };
}

/** Meta that a checkout or a person added: a plain value under a key that is not hidden. */
export function isAttribute({ key, value }: Meta): boolean {
  if (key === "" || key.startsWith("_") || ownMeta.has(key)) return false;
  return (typeof value === "string" && value !== "") || typeof value === "number" || typeof value === "boolean";
}

/** WooCommerce's own bookkeeping, which tells a merchant nothing. */
export const ownMeta: ReadonlySet<string> = new Set(["is_vat_exempt"]);
