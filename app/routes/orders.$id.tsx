import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { looksLikeId, type OrderId, toOrderId } from "#app/domain/ids.ts";
import { queryFromAddress } from "#app/views/order-address.ts";
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
  const { views } = asked.context.tek;
  const params = new URL(asked.request.url).searchParams;
  const before = beforeSchema.parse(params.get("before"));
  const view = await allowed(() => views.orderPage(caller, id, before));
  const list = queryFromAddress(params);
  const around = await allowed(() => views.orderNeighbours(caller, id, list));
  if (!view || !around) throw refusal(404, "order");
  const customerOrders = await allowed(() => views.customerOrders(caller, id));
  return { view, around, customerOrders, older: before !== null };
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
  const { view, around, customerOrders, older } = useLoaderData<typeof loader>();
  // Another order is another page: nothing that was opened or fetched in this one stays.
  return <OrderScreen key={view.id} view={view} around={around} customerOrders={customerOrders} older={older} />;
}
