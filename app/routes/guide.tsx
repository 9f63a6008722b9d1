import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { GuideScreen } from "../ui/guide/guide-screen.tsx";
import { pageTitle } from "../ui/shell/page-title.ts";
import { allowed, enter, refusal } from "./enter.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t("guide.title"));

const form = z.object({ act: z.literal("close") });

export async function loader(asked: LoaderFunctionArgs) {
  const caller = await enter(asked);
  return { view: await allowed(() => asked.context.tek.views.shopsPage(caller)) };
}

/** Closed, it gives way to the list. */
export async function action(asked: ActionFunctionArgs) {
  const caller = await enter(asked);
  if (!form.safeParse(Object.fromEntries(await asked.request.formData())).success) throw refusal(400);
  await allowed(() => asked.context.tek.acts.closeGuide(caller));
  return redirect("/orders");
}

export default function Guide() {
  return <GuideScreen view={useLoaderData<typeof loader>().view} />;
}
