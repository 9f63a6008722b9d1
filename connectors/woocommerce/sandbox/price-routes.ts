import { z } from "zod";
import type { Coupon, TaxRate } from "./entities.ts";
import { readBody } from "./order-input.ts";
import { page } from "./query.ts";
import { RestError } from "./reply.ts";
import type { Route } from "./router.ts";
import { dates, type Shop } from "./shop.ts";

const couponInput = z.looseObject({
  code: z.string(),
  amount: z.string().optional(),
  discount_type: z.enum(["percent", "fixed_cart"]).optional(),
  description: z.string().optional(),
});
const rateInput = z.looseObject({
  country: z.string().optional(),
  state: z.string().optional(),
  rate: z.string().optional(),
  name: z.string().optional(),
  shipping: z.boolean().optional(),
  class: z.string().optional(),
});

const allow = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const couponPath = "/wc/v3/coupons";
const ratePath = "/wc/v3/taxes";

/** What prices are changed by: tax rates and coupons, to read, to make and to delete. Those of laid shops stand in fixed tables. */
export const priceRoutes: readonly Route[] = [
  {
    path: couponPath,
    on: {
      read: (shop, { params }) => {
        const code = params.text("code")?.toLowerCase();
        const newest = [...shop.state.coupons.values()].toReversed();
        const items = newest.filter((one) => code === undefined || one.code === code);
        return page(shop, params, {
          items,
          path: couponPath,
          forgetsBeyond: true,
          render: (one) => couponJson(shop, one),
        });
      },
      write: (shop, { body }) => {
        const coupon = makeCoupon(shop, readBody(couponInput, body));
        const location = `${shop.origin}/wp-json${couponPath}/${coupon.id}`;
        return { status: 201, body: couponJson(shop, coupon), headers: { Location: location } };
      },
    },
  },
  {
    path: `${couponPath}/:id`,
    on: {
      read: (shop, { ids }) => ({ status: 200, body: couponJson(shop, needCoupon(shop, ids[0])) }),
      remove: (shop, { ids }) => {
        const body = couponJson(shop, needCoupon(shop, ids[0]));
        shop.state.drop("coupon", ids[0]);
        return { status: 200, body };
      },
    },
  },
  {
    path: ratePath,
    on: {
      read: (shop, { params }) => {
        const items = [...shop.state.rates.values()];
        return page(shop, params, { items, path: ratePath, forgetsBeyond: true, render: (one) => rateJson(shop, one) });
      },
      write: (shop, { body }) => {
        const rate = makeRate(shop, readBody(rateInput, body));
        const location = `${shop.origin}/wp-json${ratePath}/${rate.id}`;
        return { status: 201, body: rateJson(shop, rate), headers: { Location: location } };
      },
    },
  },
  {
    path: `${ratePath}/:id`,
    on: {
      read: (shop, { ids }) => ({ status: 200, body: rateJson(shop, needRate(shop, ids[0])) }),
      remove: (shop, { ids }) => {
        const body = rateJson(shop, needRate(shop, ids[0]));
        shop.state.drop("rate", ids[0]);
        return { status: 200, body };
      },
    },
  },
];

function makeCoupon(shop: Shop, sent: z.infer<typeof couponInput>): Coupon {
  const code = sent.code.toLowerCase();
  if ([...shop.state.coupons.values()].some((one) => one.code === code))
    throw new RestError(400, "woocommerce_rest_coupon_code_already_exists", "The coupon code already exists");
  const coupon: Coupon = {
    id: shop.state.next("post"),
    code,
    type: sent.discount_type ?? "fixed_cart",
    nominal: Number(sent.amount ?? 0),
    description: sent.description ?? "",
    createdAt: shop.now(),
  };
  shop.state.put({ coupon });
  return coupon;
}

function makeRate(shop: Shop, sent: z.infer<typeof rateInput>): TaxRate {
  const rate: TaxRate = {
    id: shop.state.next("rate"),
    country: sent.country?.toUpperCase() ?? "",
    state: sent.state?.toUpperCase() ?? "",
    rate: Math.round(Number(sent.rate ?? 0) * 10_000),
    name: sent.name ?? "Tax",
    shipping: sent.shipping ?? true,
    taxClass: sent.class === undefined || sent.class === "standard" ? "" : sent.class,
  };
  shop.state.put({ rate });
  return rate;
}

function needCoupon(shop: Shop, id: number): Coupon {
  const coupon = shop.state.coupons.get(id);
  if (coupon) return coupon;
  throw new RestError(404, "woocommerce_rest_shop_coupon_invalid_id", "Invalid ID.");
}

function needRate(shop: Shop, id: number): TaxRate {
  const rate = shop.state.rates.get(id);
  if (rate) return rate;
  throw new RestError(404, "woocommerce_rest_invalid_id", "Invalid resource ID.");
}

/** A coupon with how often and by whom it was used. */
function couponJson(shop: Shop, { id, code, type, nominal, description, createdAt }: Coupon): Record<string, unknown> {
  const collection = `${shop.origin}/wp-json${couponPath}`;
  const first = createdAt ?? Math.min(...[...shop.state.products.values()].map((one) => one.createdAt), shop.now());
  const used = [...shop.state.orders.values()].filter(({ couponLines }) => couponLines.some((c) => c.code === code));
  return {
    id,
    code,
    amount: nominal.toFixed(2),
    status: "publish",
    ...dates(shop, "date_created", first),
    ...dates(shop, "date_modified", first),
    discount_type: type,
    description,
    ...dates(shop, "date_expires", null),
    usage_count: used.length,
    individual_use: false,
    product_ids: [],
    excluded_product_ids: [],
    usage_limit: null,
    usage_limit_per_user: null,
    limit_usage_to_x_items: null,
    free_shipping: false,
    product_categories: [],
    excluded_product_categories: [],
    exclude_sale_items: false,
    minimum_amount: "0.00",
    maximum_amount: "0.00",
    email_restrictions: [],
    used_by: used.map(({ customerId, billing }) => String(customerId || billing.email)),
    meta_data: [],
    _links: {
      self: [{ href: `${collection}/${id}`, targetHints: { allow } }],
      collection: [{ href: collection }],
    },
  };
}

function rateJson(shop: Shop, rate: TaxRate): Record<string, unknown> {
  const collection = `${shop.origin}/wp-json${ratePath}`;
  return {
    id: rate.id,
    country: rate.country,
    state: rate.state,
    postcode: "",
    city: "",
    rate: (rate.rate / 10_000).toFixed(4),
    name: rate.name,
    priority: 1,
    compound: false,
    shipping: rate.shipping,
    order: 0,
    class: rate.taxClass || "standard",
    postcodes: [],
    cities: [],
    _links: {
      self: [{ href: `${collection}/${rate.id}`, targetHints: { allow } }],
      collection: [{ href: collection }],
    },
  };
}
