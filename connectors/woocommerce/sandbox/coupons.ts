/** The coupons that every stand-in shop knows; a sum is in whole units of the shop's currency. */
export const coupons = [
  { id: 7, code: "hosgeldin15", type: "percent", nominal: 15, description: "" },
  { id: 8, code: "indirim50", type: "fixed_cart", nominal: 50, description: "" },
  { id: 11, code: "yaz10", type: "percent", nominal: 10, description: "10 % off" },
  { id: 12, code: "minus5", type: "fixed_cart", nominal: 5, description: "" },
] as const;
