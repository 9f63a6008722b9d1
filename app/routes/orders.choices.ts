import type { LoaderFunctionArgs } from "@remix-run/node";
import { allowed, enter } from "./enter.server.ts";

/** What can be chosen while filtering and tagging: asked for when somebody begins to. */
export async function loader(asked: LoaderFunctionArgs) {
  const caller = await enter(asked);
  return await allowed(() => asked.context.tek.views.listChoices(caller));
}
