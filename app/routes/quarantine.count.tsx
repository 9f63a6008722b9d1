import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter } from "./enter.server.ts";

/** For the badge in the navigation, which asks again when an event says that it is outdated. */
export async function loader(asked: LoaderFunctionArgs) {
  const caller = await enter(asked);
  return await asked.context.tek.views.quarantineCount(caller);
}

export const shouldRevalidate = () => false;

/** Nobody comes here for a page; with one, the answer carries the headers that every page has. */
export default function Nothing() {
  return null;
}
