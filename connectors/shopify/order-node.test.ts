import type { ResultOf } from "gql.tada";
import { expect, it } from "vitest";
import type { z } from "zod";
import type { headFields, orderFields } from "./documents/order-parts.ts";
import type { headNode, orderNode } from "./order-node.ts";

type Accepts<Promised, Asked> = Promised extends Asked ? true : { asked: Asked; promised: Promised };

it("takes whatever the schema promises for what the documents select: the compiler says so", () => {
  const order: Accepts<ResultOf<typeof orderFields>, z.input<typeof orderNode>> = true;
  const head: Accepts<ResultOf<typeof headFields>, z.input<typeof headNode>> = true;
  expect([order, head]).toEqual([true, true]);
});
