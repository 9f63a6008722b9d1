import type { GraphContext, View } from "./graph-context.ts";
import type { StoredSubscription } from "./model.ts";
import { dateText, gid, type Plan, shopId } from "./options.ts";

const planNames: Readonly<Record<Plan, string>> = {
  standard: "Basic",
  advanced: "Advanced",
  plus: "Shopify Plus",
  unlimited: "Shopify Plus",
};

export function shopView({ options, now }: GraphContext): View {
  const plan = options.plan ?? "standard";
  const offset = offsetMinutes(options.timezone, now);
  const url = `https://${options.shop}`;
  const email = `owner@${options.shop}`;
  return {
    __typename: "Shop",
    id: gid("Shop", shopId),
    name: options.name,
    email,
    contactEmail: email,
    myshopifyDomain: options.shop,
    url,
    primaryDomain: { __typename: "Domain", id: gid("Domain", shopId), host: options.shop, url, sslEnabled: true },
    currencyCode: options.currency,
    enabledPresentmentCurrencies: [...new Set([options.currency, "EUR"])],
    ianaTimezone: options.timezone,
    timezoneAbbreviation: options.timezone,
    timezoneOffsetMinutes: offset,
    timezoneOffset: offsetText(offset),
    taxesIncluded: options.taxesIncluded ?? ["TRY", "EUR", "GBP"].includes(options.currency),
    taxShipping: true,
    weightUnit: "KILOGRAMS",
    unitSystem: "METRIC_SYSTEM",
    orderNumberFormatPrefix: "#",
    shopOwnerName: "Deniz Akın",
    createdAt: "2024-01-01T00:00:00Z",
    updatedAt: "2024-01-01T00:00:00Z",
    shopAddress: {
      __typename: "ShopAddress",
      id: gid("ShopAddress", shopId),
      address1: "Atatürk Cad. 1",
      city: "İzmir",
      country: "Turkey",
      countryCodeV2: "TR",
      zip: "35210",
      formatted: [],
    },
    plan: {
      __typename: "ShopPlan",
      publicDisplayName: planNames[plan],
      displayName: planNames[plan],
      shopifyPlus: plan === "plus" || plan === "unlimited",
      partnerDevelopment: false,
    },
  };
}

export function installationView({ options, scopes }: GraphContext): View {
  const scopeViews = [...scopes].map((handle) => ({ __typename: "AccessScope", handle, description: handle }));
  return {
    __typename: "AppInstallation",
    id: gid("AppInstallation", "480000000001"),
    launchUrl: options.appUrl,
    accessScopes: scopeViews,
    app: {
      __typename: "App",
      id: gid("App", "290000000001"),
      apiKey: options.apiKey,
      handle: "tek",
      title: "Tek",
      embedded: true,
      requestedAccessScopes: scopeViews,
      webhookApiVersion: "2026-10",
    },
  };
}

export function subscriptionView(one: StoredSubscription): View {
  return {
    __typename: "WebhookSubscription",
    id: gid("WebhookSubscription", one.id),
    legacyResourceId: one.id,
    topic: one.topic,
    uri: one.uri,
    callbackUrl: one.uri,
    filter: one.filter,
    name: one.name,
    includeFields: one.includeFields,
    metafieldNamespaces: [],
    format: "JSON",
    createdAt: dateText(one.createdAt),
    updatedAt: dateText(one.createdAt),
    apiVersion: { __typename: "ApiVersion", handle: "2026-10", displayName: "2026-10", supported: true },
  };
}

/** A job is done by the time anybody can ask for it. */
export function jobView(context: GraphContext, id: string): View | null {
  return context.store.get("job", id) ? { __typename: "Job", id, done: true } : null;
}

function offsetMinutes(timezone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: timezone, timeZoneName: "longOffset" }).formatToParts(
    new Date(at),
  );
  const match = /([+-])(\d\d):(\d\d)/.exec(parts.find((part) => part.type === "timeZoneName")?.value ?? "");
  return match ? Number(`${match[1]}1`) * (Number(match[2]) * 60 + Number(match[3])) : 0;
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${two(size % 60)}`;
}
