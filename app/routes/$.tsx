import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter, refusal } from "./enter.server.ts";

/** Every address that leads nowhere; who is not signed in learns that first. */
export async function loader(asked: LoaderFunctionArgs): Promise<never> {
  await enter(asked);
  throw refusal(404);
}

export default function Nowhere() {
  return null;
}
