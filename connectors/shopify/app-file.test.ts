import { readFileSync } from "node:fs";
import { isEnumType } from "graphql";
import { describe, expect, it } from "vitest";
import { apiVersion } from "./library.ts";
import { loadAdminSchema } from "./schema/load.ts";
import { neededScopes } from "./whoami.ts";

const file = readFileSync(new URL("../../shopify.app.toml", import.meta.url), "utf8");
const quoted = (line: string) => [...line.matchAll(/"([^"]+)"/g)].map(([, text]) => text ?? "");
const lines = (key: string) => file.split("\n").filter((line) => line.trim().startsWith(`${key} =`));

describe("shopify.app.toml", () => {
  it("asks for the scopes that the connector needs, and for no others", () => {
    expect(lines("scopes").flatMap(quoted).join().split(",")).toEqual([...neededScopes]);
  });

  it("speaks of the API version that the documents are written for", () => {
    expect(lines("api_version").flatMap(quoted)).toEqual([apiVersion]);
  });

  it("subscribes to topics that exist in it, each once", () => {
    const topics = lines("topics").flatMap(quoted);
    const type = loadAdminSchema().schema.getType("WebhookSubscriptionTopic");
    const known = new Set(isEnumType(type) ? type.getValues().map(({ name }) => name) : []);
    expect(topics.filter((topic) => !known.has(topic.toUpperCase().replaceAll("/", "_")))).toEqual([]);
    expect(new Set(topics).size).toBe(topics.length);
    expect(topics).toContain("orders/updated");
  });

  it("never lets include_fields take away what tells the order", () => {
    for (const [, topics = "", fields = ""] of file.matchAll(/topics = (\[.*\])\n.*\n\s+include_fields = (\[.*\])/g)) {
      const needs = quoted(topics).some((topic) => topic.startsWith("orders/")) ? "id" : "order_id";
      expect(quoted(fields)).toContain(needs);
    }
  });
});
