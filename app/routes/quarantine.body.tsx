import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { looksLikeId, toShopId } from "#app/domain/ids.ts";
import { allowed, enter, refusal } from "./enter.server.ts";

const form = z.object({
  shop: z.string().refine(looksLikeId).transform(toShopId),
  id: z.string().min(1).max(1000),
});

/** One record as it came. Asked for when it is opened: it holds people's data, and may be long. */
export async function loader(asked: LoaderFunctionArgs) {
  const caller = await enter(asked);
  const wanted = form.safeParse(Object.fromEntries(new URL(asked.request.url).searchParams));
  if (!wanted.success) throw refusal(400);
  const { shop, id } = wanted.data;
  return { body: await allowed(() => asked.context.tek.views.quarantineBody(caller, shop, id)) };
}

export const shouldRevalidate = () => false;

/** Nobody comes here for a page; with one, the answer carries the headers that every page has. */
export default function Nothing() {
  return null;
}
