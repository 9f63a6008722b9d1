import { expect, it } from "vitest";
import { methodOf } from "./map-payment.ts";

it.each([
  ["shopify_payments", "card"],
  ["iyzico - Kredi ve Banka Kartları", "card"],
  ["PayTR Sanal POS", "card"],
  ["Cash on Delivery (COD)", "cash-on-delivery"],
  ["Kapıda Ödeme", "cash-on-delivery"],
  ["KAPIDA ÖDEME (Nakit veya Kredi Kartı)", "cash-on-delivery"],
  ["Bank Deposit", "bank-transfer"],
  ["Havale / EFT", "bank-transfer"],
  ["Überweisung", "bank-transfer"],
  ["gift_card", "gift-card"],
  ["paypal", "wallet"],
  ["Shop Pay", "wallet"],
  ["manual", "other"],
] as const)("calls a gateway by the name %s: %s", (gateway, method) => {
  expect(methodOf(gateway)).toBe(method);
});
