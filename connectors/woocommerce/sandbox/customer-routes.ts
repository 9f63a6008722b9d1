import { z } from "zod";
import type { Customer } from "./entities.ts";
import { noAddress } from "./order-entities.ts";
import { readBody } from "./order-input.ts";
import { page } from "./query.ts";
import { RestError } from "./reply.ts";
import type { Route } from "./router.ts";
import { dates, type Shop } from "./shop.ts";

const allow = ["GET", "POST", "PUT", "PATCH", "DELETE"];

const customerInput = z.looseObject({
  email: z.string(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  billing: z.record(z.string(), z.string()).optional(),
  shipping: z.record(z.string(), z.string()).optional(),
});
/** The shop's customers, to read and to make. */
export const customerRoutes: readonly Route[] = [
  {
    path: "/wc/v3/customers",
    on: {
      read: (shop, { params }) => {
        const email = params.text("email");
        const items = [...shop.state.customers.values()].filter((c) => email === undefined || c.email === email);
        return page(shop, params, {
          items,
          path: "/wc/v3/customers",
          forgetsBeyond: false,
          render: (customer) => customerJson(shop, customer),
        });
      },
      write: (shop, { body }) => {
        const customer = createCustomer(shop, readBody(customerInput, body));
        const location = `${shop.origin}/wp-json/wc/v3/customers/${customer.id}`;
        return { status: 201, body: customerJson(shop, customer), headers: { Location: location } };
      },
    },
  },
  {
    path: "/wc/v3/customers/:id",
    on: { read: (shop, { ids }) => ({ status: 200, body: customerJson(shop, needCustomer(shop, ids[0])) }) },
  },
];

function createCustomer(shop: Shop, sent: z.infer<typeof customerInput>): Customer {
  if ([...shop.state.customers.values()].some(({ email }) => email === sent.email))
    throw new RestError(
      400,
      "registration-error-email-exists",
      "An account is already registered with your email address. Please log in or use a different email address.",
    );
  const customer: Customer = {
    id: shop.state.next("user"),
    createdAt: shop.now(),
    modifiedAt: null,
    email: sent.email,
    firstName: sent.first_name ?? "",
    lastName: sent.last_name ?? "",
    username: sent.username ?? sent.email.split("@")[0] ?? "",
    billing: { ...noAddress, ...sent.billing },
    shipping: { ...noAddress, ...sent.shipping },
    paying: false,
  };
  shop.state.put({ customer });
  shop.emit("customer.created", customer.id);
  return customer;
}

function needCustomer(shop: Shop, id: number): Customer {
  const customer = shop.state.customers.get(id);
  if (customer) return customer;
  throw new RestError(404, "woocommerce_rest_invalid_id", "Invalid resource ID.");
}

/** A customer, as `/wc/v3/customers/<id>` shows one. */
export function customerJson(shop: Shop, customer: Customer): Record<string, unknown> {
  const { email: _email, ...shipping } = customer.shipping;
  return {
    id: customer.id,
    ...dates(shop, "date_created", customer.createdAt),
    ...dates(shop, "date_modified", customer.modifiedAt),
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    role: "customer",
    username: customer.username,
    billing: customer.billing,
    shipping,
    is_paying_customer: customer.paying,
    avatar_url: `${shop.origin}/wp-content/uploads/avatar.svg`,
    meta_data: [],
    _links: {
      self: [
        {
          href: `${shop.origin}/wp-json/wc/v3/customers/${customer.id}`,
          targetHints: { allow },
        },
      ],
      collection: [{ href: `${shop.origin}/wp-json/wc/v3/customers` }],
    },
  };
}
