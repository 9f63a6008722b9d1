import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { JoinScreen } from "../ui/join/join-screen.tsx";
import { pageTitle } from "../ui/shell/page-title.ts";
import { enterAsGuest, refusal } from "./enter.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t("join.title"));

const form = z.object({ act: z.enum(["join", "decline", "alone"]) });

/** Without a link there is something to say only to a shop that is awaited. The admin's parameters go along. */
export async function loader(asked: LoaderFunctionArgs) {
  const { token = null } = asked.params;
  const guest = await enterAsGuest(asked);
  const { door, joining } = asked.context.tek;
  if (token === null && (await door.enter(asked.request)).kind !== "awaited")
    throw redirect(`/${new URL(asked.request.url).search}`);
  return await joining.page(guest, token);
}

export async function action(asked: ActionFunctionArgs) {
  const guest = await enterAsGuest(asked);
  const { joining } = asked.context.tek;
  const { token = null } = asked.params;
  const wanted = form.safeParse(Object.fromEntries(await asked.request.formData()));
  if (!wanted.success || !guest) throw refusal(400);
  if (wanted.data.act === "alone") return await joining.goAlone(guest);
  if (token === null) throw refusal(400);
  return wanted.data.act === "join" ? await joining.join(guest, token) : await joining.decline(guest, token);
}

export default function Join() {
  return <JoinScreen view={useLoaderData<typeof loader>()} outcome={useActionData<typeof action>() ?? null} />;
}
