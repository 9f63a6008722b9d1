import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { queryFromAddress } from "../ui/orders/address.ts";
import { OrderListScreen } from "../ui/orders/order-list-screen.tsx";
import { pageTitle } from "../ui/shell/page-title.ts";
import { allowed, enter } from "./enter.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t("list.title"));

export async function loader(asked: LoaderFunctionArgs) {
  const caller = await enter(asked);
  const query = queryFromAddress(new URL(asked.request.url).searchParams);
  const view = await allowed(() => asked.context.tek.views.orderList(caller, query));
  return { view, query };
}

export default function Orders() {
  const { view, query } = useLoaderData<typeof loader>();
  return <OrderListScreen view={view} query={query} />;
}
