import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { looksLikeId, toShopId } from "#app/domain/ids.ts";
import { pageTitle } from "../ui/shell/page-title.ts";
import type { ShopsAnswer } from "../ui/shops/shops-answer.ts";
import { ShopsScreen } from "../ui/shops/shops-screen.tsx";
import { allowed, enter, refusal } from "./enter.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t("shops.title"));

const shopId = z.string().refine(looksLikeId).transform(toShopId);
const text = z.string().trim().max(2000);
const forms = z.discriminatedUnion("act", [
  z.object({
    act: z.literal("connect"),
    url: text,
    key: text,
    secret: text,
    allowHttp: z.literal("yes").optional(),
  }),
  z.object({ act: z.literal("approve"), url: text, allowHttp: z.literal("yes").optional() }),
  z.object({ act: z.literal("join-link"), shop: text }),
  z.object({ act: z.literal("resume"), shop: shopId }),
  z.object({ act: z.literal("disconnect"), shop: shopId }),
  z.object({ act: z.literal("delete-orders"), shop: shopId, name: text }),
]);

export async function loader(asked: LoaderFunctionArgs) {
  const caller = await enter(asked);
  const { views, config } = asked.context.tek;
  const { takesApprovals, hasShopify } = config;
  return { view: await allowed(() => views.shopsPage(caller)), takesApprovals, hasShopify };
}

export async function action(asked: ActionFunctionArgs): Promise<ShopsAnswer> {
  const caller = await enter(asked);
  const { acts, joining } = asked.context.tek;
  const form = forms.safeParse(Object.fromEntries(await asked.request.formData()));
  if (!form.success) throw refusal(400);
  const { data } = form;
  switch (data.act) {
    case "resume":
      return { kind: "resumed", resumed: await allowed(() => acts.resumeShop(caller, data.shop)) };
    case "disconnect":
      return await allowed(() => acts.disconnectShop(caller, data.shop));
    case "delete-orders": {
      const outcome = await allowed(() => acts.deleteShopOrders(caller, data.shop, data.name));
      return { kind: "orders-deleted", outcome };
    }
    case "approve":
      return await allowed(() => acts.beginApproval(caller, { url: data.url, allowHttp: data.allowHttp === "yes" }));
    case "join-link":
      return await allowed(() => joining.makeLink(caller, data.shop));
    case "connect": {
      const { url, key, secret, allowHttp } = data;
      return await allowed(() => acts.connectWooCommerce(caller, { url, key, secret, allowHttp: allowHttp === "yes" }));
    }
  }
}

export default function Shops() {
  return <ShopsScreen {...useLoaderData<typeof loader>()} />;
}
