import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { enter } from "./enter.server.ts";

/** Where somebody without a sign-in is sent: the frame words the 401. Who is signed in has no business here. */
export async function loader(asked: LoaderFunctionArgs) {
  await enter(asked);
  return redirect("/orders");
}

export default function OwnerLink() {
  return null;
}
