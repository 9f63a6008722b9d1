import { days, type Instant, plus } from "./instant.ts";

/** Until when a wish of a person or a shop has to be done (shopify.dev, "Privacy law compliance": within 30 days). */
export const privacyDueAt = (receivedAt: Instant): Instant => plus(receivedAt, days(30));
