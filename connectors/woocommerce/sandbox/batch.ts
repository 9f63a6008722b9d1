import { z } from "zod";
import { readBody } from "./order-input.ts";
import { type Reply, RestError } from "./reply.ts";

const batchSchema = z.looseObject({
  create: z.array(z.record(z.string(), z.unknown())).optional(),
  update: z.array(z.record(z.string(), z.unknown())).optional(),
  delete: z.array(z.coerce.number().int()).optional(),
});

/** Works through a batch: at most 100 items, and an item's error stands inside the 200 (recorded). */
export function runBatch(
  body: unknown,
  work: {
    create(sent: unknown): unknown;
    update(id: number, sent: unknown): unknown;
    delete(id: number): unknown;
  },
): Reply {
  const sent = readBody(batchSchema, body);
  const count = (sent.create?.length ?? 0) + (sent.update?.length ?? 0) + (sent.delete?.length ?? 0);
  if (count > 100)
    throw new RestError(
      413,
      "woocommerce_rest_request_entity_too_large",
      "Unable to accept more than 100 items for this request.",
    );
  const answer: Record<string, unknown[]> = {};
  if (sent.create) answer.create = sent.create.map((item) => guarded(0, () => work.create(item)));
  if (sent.update)
    answer.update = sent.update.map((item) => guarded(Number(item.id), () => work.update(Number(item.id), item)));
  if (sent.delete) answer.delete = sent.delete.map((id) => guarded(id, () => work.delete(id)));
  return { status: 200, body: answer };
}

function guarded(id: number, work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (error instanceof RestError) return { id, error: error.body() };
    throw error;
  }
}
