import type { Coupon } from "./entities.ts";

/** The coupons that every stand-in shop begins with. */
export const firstCoupons: readonly Coupon[] = [
  { id: 7, code: "hosgeldin15", type: "percent", nominal: 15, description: "", createdAt: null },
  { id: 8, code: "indirim50", type: "fixed_cart", nominal: 50, description: "", createdAt: null },
  { id: 11, code: "yaz10", type: "percent", nominal: 10, description: "10 % off", createdAt: null },
  { id: 12, code: "minus5", type: "fixed_cart", nominal: 5, description: "", createdAt: null },
];
