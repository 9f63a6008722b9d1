import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { looksLikeId, toShopId } from "#app/domain/ids.ts";
import { quarantineQuery } from "../ui/quarantine/quarantine-address.ts";
import type { QuarantineAnswer } from "../ui/quarantine/quarantine-answer.ts";
import { QuarantineScreen } from "../ui/quarantine/quarantine-screen.tsx";
import { pageTitle } from "../ui/shell/page-title.ts";
import { allowed, enter, refusal } from "./enter.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t("quarantine.title"));

const shop = z.string().refine(looksLikeId).transform(toShopId);
const externalId = z.string().min(1).max(1000);
const forms = z.discriminatedUnion("act", [
  z.object({
    act: z.literal("retry"),
    shop: shop.nullable().default(null),
    code: z.string().min(1).max(200).nullable().default(null),
    externalId: externalId.nullable().default(null),
  }),
  z.object({ act: z.literal("dismiss"), shop, externalId }),
]);

export async function loader(asked: LoaderFunctionArgs) {
  const caller = await enter(asked);
  const query = quarantineQuery(new URL(asked.request.url).searchParams);
  return { query, view: await allowed(() => asked.context.tek.views.quarantinePage(caller, query)) };
}

export async function action(asked: ActionFunctionArgs): Promise<QuarantineAnswer> {
  const caller = await enter(asked);
  const { acts } = asked.context.tek;
  const form = forms.safeParse(Object.fromEntries(await asked.request.formData()));
  if (!form.success) throw refusal(400);
  if (form.data.act === "dismiss") {
    const { shop, externalId } = form.data;
    return { kind: "dismissed", dismissed: await allowed(() => acts.dismissQuarantined(caller, shop, externalId)) };
  }
  const { act: _, ...which } = form.data;
  return { kind: "asked", asked: await allowed(() => acts.retryQuarantined(caller, which)) };
}

export default function Quarantine() {
  const { view, query } = useLoaderData<typeof loader>();
  return <QuarantineScreen view={view} query={query} />;
}
