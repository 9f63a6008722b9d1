import { z } from "zod";

/** One event of the stream, as GET /live sends it. */
export const liveEventSchema = z.object({
  number: z.number().int().nonnegative(),
  order: z.string().nullable(),
  shop: z.string().nullable(),
  code: z.string(),
});
export type LiveEvent = z.infer<typeof liveEventSchema>;

export type LiveState = "connecting" | "on" | "off";

/** What tabs say to each other. */
export const tabMessageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("events"), events: z.array(liveEventSchema) }),
  z.object({ kind: z.literal("state"), state: z.enum(["connecting", "on", "off"]) }),
  /** A tab that just came: it has seen everything up to this number. */
  z.object({ kind: z.literal("hello"), after: z.number() }),
]);
export type TabMessage = z.infer<typeof tabMessageSchema>;
