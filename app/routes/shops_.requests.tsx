import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { looksLikeId } from "#app/domain/ids.ts";
import { PrivacyRequestsScreen } from "../ui/privacy/privacy-requests-screen.tsx";
import { pageTitle } from "../ui/shell/page-title.ts";
import { allowed, enter, refusal } from "./enter.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t("privacy.title"));

const form = z.object({ request: z.string().refine(looksLikeId) });

export async function loader(asked: LoaderFunctionArgs) {
  const caller = await enter(asked);
  return { view: await allowed(() => asked.context.tek.views.privacyRequests(caller)) };
}

/** "This person was told." */
export async function action(asked: ActionFunctionArgs) {
  const caller = await enter(asked);
  const { data } = form.safeParse(Object.fromEntries(await asked.request.formData()));
  if (!data) throw refusal(400);
  return { answered: await allowed(() => asked.context.tek.acts.answerPrivacyRequest(caller, data.request)) };
}

export default function PrivacyRequests() {
  const { view } = useLoaderData<typeof loader>();
  return <PrivacyRequestsScreen view={view} />;
}
