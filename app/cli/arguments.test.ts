import { describe, expect, test } from "vitest";
import { folder, machine } from "./fixtures/machine.ts";

describe("what cannot be understood is exit 2, with a sentence and no work", () => {
  test.each([
    [["frobnicate"], /unknown command 'frobnicate'/],
    [["shops", "lst"], /Did you mean list\?/],
    [["shops", "connect", "woocommerce"], /required option '--url <address>' not specified/],
    [["shops", "connect", "magento"], /unknown command 'magento'/],
    [["orders", "export", "--format", "xml"], /Allowed choices are ndjson, csv/],
    [["orders", "export", "extra"], /too many arguments/],
    [
      ["shops", "connect", "woocommerce", "--url", "https://a.example"],
      /^tek: --key is missing: .*TEK_WOOCOMMERCE_KEY.*--key -/,
    ],
    [["shops", "connect", "shopify", "--shop", "a.myshopify.com"], /TEK_SHOPIFY_TOKEN/],
    [
      ["shops", "connect", "shopify", "--shop", "a.myshopify.com", "--token", "-"],
      /reads a line of the input, but there was none left/,
    ],
    [["sync", "now", "--shop", "x".repeat(3000)], /--shop is empty or too long/],
  ])("%j", async (args, said) => {
    const { tek } = machine();
    const { exit, out, errors, happened } = await tek(args);
    expect([exit, out, happened]).toEqual([2, "", []]);
    expect(errors).toMatch(said);
  });
});

describe("help", () => {
  const paths = [
    [],
    ["shops"],
    ["shops", "connect"],
    ["shops", "connect", "woocommerce"],
    ["shops", "connect", "shopify"],
    ["shops", "list"],
    ["sync"],
    ["sync", "now"],
    ["orders"],
    ["orders", "export"],
    ["owner-link"],
    ["doctor"],
  ];
  test.each(paths.map((path) => [path]))("is there for %j, needs no configuration, and exits 0", async (path) => {
    const { exit, out } = await machine().tek([...path, "--help"], { environment: { PORT: "wrong" } });
    expect(exit).toBe(0);
    expect(out).toContain(["Usage: tek", ...path].join(" "));
  });

  test.each([["shops", "connect", "woocommerce"], ["orders", "export"], ["owner-link"], []].map((path) => [path]))(
    "shows an example for %j",
    async (path) => {
      expect((await machine().tek([...path, "--help"])).out).toMatch(/Examples?:\n {2}tek /);
    },
  );

  test("is what stands there when nothing was asked", async () => {
    expect(await machine().tek([])).toMatchObject({ exit: 0, out: expect.stringContaining("Usage: tek") });
  });
});

test("a wrong configuration is exit 78 and one sentence", async () => {
  const { exit, errors } = await machine().tek(["shops", "list"], { environment: { DATA_DIR: folder, PORT: "wrong" } });
  expect([exit, errors]).toEqual([78, expect.stringMatching(/^tek: PORT \("wrong"\) is not a port: .*\n$/)]);
});
