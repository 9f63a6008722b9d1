import type { Instant } from "../../app/domain/instant.ts";

/** A moment as Shopify's search takes it inside quotes: UTC, whole seconds, rounded down. */
export const searchTime = (at: Instant): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
