import { describe, expect, it } from "vitest";
import { AccountError } from "../contract/port.ts";
import { accountForm } from "./account.ts";

const key = `ck_${"a".repeat(40)}`;
const secret = `cs_${"b".repeat(40)}`;
const parse = (input: object) => accountForm.parse({ url: "https://shop.example.test", key, secret, ...input });

function refusal(input: object): [string, string, Readonly<Record<string, string>>] {
  try {
    parse(input);
  } catch (error) {
    if (error instanceof AccountError) return [error.field, error.code, error.params];
    throw error;
  }
  throw new Error("The account was taken");
}

describe("a WooCommerce account", () => {
  it.each([
    ["https://shop.example.test/", "https://shop.example.test"],
    ["shop.example.test", "https://shop.example.test"],
    [" https://Shop.Example.test/wp-admin/ ", "https://shop.example.test"],
    ["https://shop.example.test/wp-admin/admin.php?page=wc-settings", "https://shop.example.test"],
    ["https://shop.example.test/tr/dukkan/wp-json/wc/v3", "https://shop.example.test/tr/dukkan"],
    ["https://shop.example.test:8443/magaza/", "https://shop.example.test:8443/magaza"],
  ])("takes %s for %s", (given, url) => {
    expect(parse({ url: given })).toEqual({ url, key, secret, allowHttp: false });
  });

  it("takes plain http only when told to, and names the option", () => {
    expect(refusal({ url: "http://127.0.0.1:4501" })).toEqual([
      "url",
      "woocommerce.http-needs-consent",
      { option: "--allow-http" },
    ]);
    expect(parse({ url: "http://127.0.0.1:4501", allowHttp: true }).url).toBe("http://127.0.0.1:4501");
    expect(parse({ url: "http://127.0.0.1:4501", allowHttp: "true" }).allowHttp).toBe(true);
  });

  it.each<[object, string, string]>([
    [{ url: "" }, "url", "account.missing"],
    [{ url: "ftp://shop.example.test" }, "url", "woocommerce.url-invalid"],
    [{ url: "https://" }, "url", "woocommerce.url-invalid"],
    [{ url: "https://me:pass@shop.example.test" }, "url", "woocommerce.url-with-password"],
    [{ key: "" }, "key", "account.missing"],
    [{ key: undefined }, "key", "account.missing"],
    [{ key: secret }, "key", "woocommerce.keys-swapped"],
    [{ secret: key }, "secret", "woocommerce.keys-swapped"],
    [{ key: "abcdefghijkl" }, "key", "woocommerce.key-invalid"],
    [{ secret: "cs_kısa" }, "secret", "woocommerce.key-invalid"],
  ])("refuses %o by naming field and reason", (input, field, code) => {
    expect(refusal(input).slice(0, 2)).toEqual([field, code]);
  });

  it("never repeats a secret in a refusal", () => {
    expect(JSON.stringify(refusal({ key: secret }))).not.toContain(secret);
  });
});
