import { z } from "zod";

/** What a command asks for, as it travels to the process that holds the database. */
const text = z.string().min(1).max(2000);
const workspace = text.nullable();
const shop = text.nullable();

export const commandForm = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("connect-woocommerce"),
    workspace,
    url: text,
    key: text,
    secret: text,
    allowHttp: z.boolean(),
    wait: z.boolean(),
  }),
  z.strictObject({ act: z.literal("connect-shopify"), workspace, shop: text, token: text, wait: z.boolean() }),
  z.strictObject({ act: z.literal("list-shops"), workspace }),
  z.strictObject({ act: z.literal("sync"), workspace, shop, wait: z.boolean() }),
  z.strictObject({
    act: z.literal("export"),
    workspace,
    shop,
    format: z.enum(["ndjson", "csv"]),
    filter: text.nullable(),
    fresh: z.boolean(),
  }),
  z.strictObject({ act: z.literal("owner-link"), workspace }),
  z.strictObject({ act: z.literal("doctor"), workspace }),
]);
export type Command = z.infer<typeof commandForm>;

const shopForm = z.object({
  id: z.string(),
  platform: z.string(),
  name: z.string(),
  adminUrl: z.string(),
  state: z.enum(["active", "paused", "disconnected"]),
  pausedCode: z.string().nullable(),
  orders: z.number(),
  imported: z.boolean(),
  waiting: z.number(),
  quarantined: z.number(),
  /** Epoch milliseconds. */
  lastReadAt: z.number().nullable(),
});
export type ShopResult = z.infer<typeof shopForm>;

const findingForm = z.object({
  level: z.enum(["fine", "note", "wrong"]),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Its name; null: Tek itself. */
  shop: z.string().nullable(),
  said: z.string(),
  /** How to mend it. */
  mend: z.string().nullable(),
});
export type FindingResult = z.infer<typeof findingForm>;

const resultForm = z.discriminatedUnion("what", [
  z.object({ what: z.literal("connected"), shop: shopForm }),
  z.object({ what: z.literal("shops"), shops: z.array(shopForm) }),
  z.object({ what: z.literal("synced"), shops: z.array(shopForm), waited: z.boolean() }),
  z.object({ what: z.literal("exported") }),
  z.object({ what: z.literal("examined"), findings: z.array(findingForm) }),
  z.object({ what: z.literal("owner-link"), url: z.string(), workspace: z.string(), expiresAt: z.number() }),
]);
export type Result = z.infer<typeof resultForm>;

/** 1 failed, 2 usage, 3 not found, 75 try later, 78 configuration. */
export type ExitCode = 0 | 1 | 2 | 3 | 75 | 78;
const failureForm = z.object({
  kind: z.literal("failed"),
  exit: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(75), z.literal(78)]),
  sentence: z.string(),
});

/** One line of the answer. It ends with a result or a failure; an answer without either was cut off. */
export const replyForm = z.discriminatedUnion("kind", [
  /** A piece of the export, to be written as it is. */
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({ kind: z.literal("note"), sentence: z.string() }),
  z.object({ kind: z.literal("progress"), shop: z.string(), done: z.number(), total: z.number().nullable() }),
  z.object({ kind: z.literal("result"), result: resultForm }),
  failureForm,
]);
export type Reply = z.infer<typeof replyForm>;

/** Ends a command with a sentence for its reader. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
  readonly exit: Exclude<ExitCode, 0>;

  constructor(exit: Exclude<ExitCode, 0>, sentence: string) {
    super(sentence);
    this.exit = exit;
  }
}
