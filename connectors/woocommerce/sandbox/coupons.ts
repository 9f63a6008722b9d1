/** The coupons that every stand-in shop knows; a sum is in whole units of the shop's currency. */
export const coupons = [
  { id: 7, code: "hosgeldin10", type: "percent", nominal: 10 },
  { id: 8, code: "yaz15", type: "percent", nominal: 15 },
  { id: 9, code: "indirim50", type: "fixed_cart", nominal: 50 },
] as const;
