import { readFileSync } from "node:fs";
import { isEnumType } from "graphql";
import { describe, expect, it } from "vitest";
import { apiVersion } from "./library.ts";
import { loadAdminSchema } from "./schema/load.ts";
import { signalsOf } from "./webhook-topics.ts";
import { neededScopes } from "./whoami.ts";

const file = readFileSync(new URL("../../shopify.app.toml", import.meta.url), "utf8");
const quoted = (line: string) => [...line.matchAll(/"([^"]+)"/g)].map(([, text]) => text ?? "");
const lines = (key: string) => file.split("\n").filter((line) => line.trim().startsWith(`${key} =`));
const subscriptions = file.split("[[webhooks.subscriptions]]").map((part) => {
  const of = (key: string) => quoted(part.split("\n").find((line) => line.trim().startsWith(`${key} =`)) ?? "");
  return { topics: of("topics"), fields: of("include_fields") };
});

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

  it("takes only ids wherever a topic's own body would hold more", () => {
    const open = subscriptions.filter(({ fields }) => fields.length === 0).flatMap(({ topics }) => topics);
    // Their ids lie deeper than include_fields reaches, or they hold nothing but ids.
    expect(
      open.filter((topic) => !/^(orders\/edited|returns\/|fulfillment_orders\/|app\/scopes_update)/.test(topic)),
    ).toEqual([]);
  });

  it("never lets include_fields take away what a topic is about", () => {
    const everything = {
      id: "1",
      order_id: "1",
      inventory_item_id: "1",
      location_id: "1",
      myshopify_domain: "demo.myshopify.com",
    };
    const thinned = subscriptions.filter(({ fields }) => fields.length > 0);
    for (const { topics, fields } of thinned)
      for (const topic of topics) {
        const body = Object.fromEntries(Object.entries(everything).filter(([name]) => fields.includes(name)));
        expect([topic, signalsOf(topic, body)?.signals.length]).toEqual([topic, 1]);
      }
    expect(thinned.length).toBeGreaterThan(5);
  });

  it("asks for the three topics that every public app must answer", () => {
    expect(lines("compliance_topics").flatMap(quoted)).toEqual([
      "customers/data_request",
      "customers/redact",
      "shop/redact",
    ]);
  });
});
