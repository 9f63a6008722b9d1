import type { Address, Customer, OrderPeople, Remarks, Shown, Withheld } from "../../app/domain/orders/snapshot.ts";
import { externalId } from "./external-id.ts";
import { mapAttributes } from "./map-lines.ts";
import type { AddressNode, OrderNode } from "./order-node.ts";

const notApproved: Withheld = { withheld: "not-approved" };

/**
 * Who the order is for. An app that is not approved for protected customer data (shopify.dev "Work with protected customer data") gets errors on
 * the paths, or the objects with every personal value empty; an order without a customer or an address has no such object at all.
 * `denied` names the order's fields on whose paths access was denied.
 */
export function mapPeople(order: OrderNode, denied: ReadonlySet<string>): OrderPeople {
  const shipping = mapAddress(order.shippingAddress, denied.has("shippingAddress"));
  const billing = mapAddress(order.billingAddress, denied.has("billingAddress"));
  const hidden = shipping === notApproved || billing === notApproved;
  return { customer: mapCustomer(order, denied, hidden), shipping, billing, remarks: mapRemarks(order) };
}

function mapCustomer(order: OrderNode, denied: ReadonlySet<string>, addressesHidden: boolean): Shown<Customer> {
  const { customer } = order;
  const name = customer?.displayName || null;
  const email = order.email || customer?.defaultEmailAddress?.emailAddress || null;
  const phone = order.phone || customer?.defaultPhoneNumber?.phoneNumber || null;
  if (name !== null || email !== null || phone !== null)
    return { id: customer && externalId(customer.id), name, email, phone };
  const withheld =
    customer !== null || addressesHidden || ["customer", "email", "phone"].some((field) => denied.has(field));
  return withheld ? notApproved : null;
}

function mapAddress(address: AddressNode | null, denied: boolean): Shown<Address> {
  if (address === null) return denied ? notApproved : null;
  const guarded = [address.name, address.address1, address.address2, address.zip, address.phone];
  const open = [address.company, address.city, address.province, address.provinceCode, address.countryCodeV2];
  if (guarded.every((value) => !value)) return denied || open.some((value) => value) ? notApproved : null;
  return {
    name: address.name || null,
    company: address.company || null,
    line1: address.address1 || null,
    line2: address.address2 || null,
    city: address.city || null,
    province: address.province || null,
    provinceCode: address.provinceCode || null,
    zip: address.zip || null,
    country: address.countryCodeV2 || null,
    phone: address.phone || null,
  };
}

function mapRemarks(order: OrderNode): Remarks | null {
  const note = order.note || null;
  const attributes = mapAttributes(order.customAttributes);
  return note === null && attributes.length === 0 ? null : { note, attributes };
}
