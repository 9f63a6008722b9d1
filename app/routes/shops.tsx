import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { looksLikeId, toShopId } from "#app/domain/ids.ts";
import { pageTitle } from "../ui/shell/page-title.ts";
import type { ShopsAnswer } from "../ui/shops/shops-answer.ts";
import { ShopsScreen } from "../ui/shops/shops-screen.tsx";
import { allowed, enter, refusal } from "./enter.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t("shops.title"));

const text = z.string().trim().max(2000);
const forms = z.discriminatedUnion("act", [
  z.object({
    act: z.literal("connect"),
    url: text,
    key: text,
    secret: text,
    allowHttp: z.literal("yes").optional(),
  }),
  z.object({ act: z.literal("resume"), shop: z.string().refine(looksLikeId).transform(toShopId) }),
]);

export async function loader(asked: LoaderFunctionArgs) {
  const caller = await enter(asked);
  return { view: await allowed(() => asked.context.tek.views.shopsPage(caller)) };
}

export async function action(asked: ActionFunctionArgs): Promise<ShopsAnswer> {
  const caller = await enter(asked);
  const { acts } = asked.context.tek;
  const form = forms.safeParse(Object.fromEntries(await asked.request.formData()));
  if (!form.success) throw refusal(400);
  if (form.data.act === "resume") {
    const { shop } = form.data;
    return { kind: "resumed", resumed: await allowed(() => acts.resumeShop(caller, shop)) };
  }
  const { url, key, secret, allowHttp } = form.data;
  return allowed(() => acts.connectWooCommerce(caller, { url, key, secret, allowHttp: allowHttp === "yes" }));
}

export default function Shops() {
  const { view } = useLoaderData<typeof loader>();
  return <ShopsScreen view={view} />;
}
