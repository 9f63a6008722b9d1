import { describe, expect, it } from "vitest";
import { AccountError } from "../contract/port.ts";
import { accountForm } from "./account.ts";

const good = { shop: "demo.myshopify.com", accessToken: "shpat_1" };

describe("A Shopify account", () => {
  it("is filled up where a merchant's own token has neither end nor refresh", () => {
    expect(accountForm.parse(good)).toEqual({
      ...good,
      expiresAt: null,
      refreshToken: null,
      refreshExpiresAt: null,
      scopes: [],
    });
  });

  it("takes the shop's address as people paste it", () => {
    expect(accountForm.parse({ ...good, shop: " https://Demo.myshopify.com/ " }).shop).toBe("demo.myshopify.com");
  });

  it.each([
    ["shop", { accessToken: "shpat_1" }, "account.missing"],
    ["shop", { ...good, shop: "demo.myshopify.com.evil.example" }, "shopify.no-shop-address"],
    ["shop", { ...good, shop: "demo.myshopify.com@evil.example" }, "shopify.no-shop-address"],
    ["shop", { ...good, shop: "demo.myshopify.com:8080" }, "shopify.no-shop-address"],
    ["accessToken", { shop: good.shop }, "account.missing"],
    ["accessToken", { ...good, accessToken: "two\nlines" }, "shopify.token-malformed"],
    ["expiresAt", { ...good, expiresAt: "soon" }, "shopify.token-malformed"],
    ["expiresAt", { ...good, expiresAt: -1 }, "shopify.token-malformed"],
  ])("names the field %s of %j: %s", (field, input, code) => {
    const parse = () => accountForm.parse(input);
    expect(parse).toThrow(AccountError);
    expect(parse).toThrow(expect.objectContaining({ field, code }));
  });
});
