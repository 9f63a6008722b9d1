import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { allowed, enter } from "./enter.server.ts";

/**
 * The list is the product; before there is much in it, the first-run guide. The admin's own parameters (token, shop, language) go along.
 */
export async function loader(asked: LoaderFunctionArgs) {
  const caller = await enter(asked);
  const greeted = await allowed(() => asked.context.tek.views.greets(caller));
  return redirect(`${greeted ? "/guide" : "/orders"}${new URL(asked.request.url).search}`);
}

/** Who is not let in gets a page that says so; a route without one would answer with the bare refusal. */
export default function Index() {
  return null;
}
