import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { looksLikeId, type OrderId, toOrderId } from "#app/domain/ids.ts";
import { OrderScreen } from "../ui/order/order-screen.tsx";
import { pageTitle } from "../ui/shell/page-title.ts";
import { allowed, enter, refusal } from "./enter.server.ts";

const beforeSchema = z.coerce.number().int().positive().nullable().catch(null);

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle(matches, ({ t }) =>
    data ? t("order.tab-title", { number: data.view.order.number, shop: data.view.shop.name }) : t("error.order.title"),
  );

export async function loader(asked: LoaderFunctionArgs) {
  const caller = await enter(asked);
  const id = orderIdOf(asked.params.id);
  const before = beforeSchema.parse(new URL(asked.request.url).searchParams.get("before"));
  const view = await allowed(() => asked.context.tek.views.orderPage(caller, id, before));
  if (!view) throw refusal(404, "order");
  return { view, older: before !== null };
}

/** "Read again now". */
export async function action(asked: ActionFunctionArgs) {
  const caller = await enter(asked);
  const id = orderIdOf(asked.params.id);
  return { asked: await allowed(() => asked.context.tek.acts.readAgain(caller, id)) };
}

function orderIdOf(text = ""): OrderId {
  if (!looksLikeId(text)) throw refusal(404, "order");
  return toOrderId(text);
}

export default function Order() {
  const { view, older } = useLoaderData<typeof loader>();
  return <OrderScreen view={view} older={older} />;
}
