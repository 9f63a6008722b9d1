import type { LoaderFunctionArgs } from "@remix-run/node";
import { looksLikeId, toOrderId } from "#app/domain/ids.ts";
import { allowed, enter, refusal } from "./enter.server.ts";

/** The order as its shop last sent it. Asked for when it is opened: it holds people's data, and may be long. */
export async function loader(asked: LoaderFunctionArgs) {
  const caller = await enter(asked);
  const { id = "" } = asked.params;
  if (!looksLikeId(id)) throw refusal(404, "order");
  return { body: await allowed(() => asked.context.tek.views.rawOrder(caller, toOrderId(id))) };
}

export const shouldRevalidate = () => false;

/** Nobody comes here for a page; with one, the answer carries the headers that every page has. */
export default function Nothing() {
  return null;
}
