import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { looksLikeId, toOrderId } from "#app/domain/ids.ts";
import { mostTaggedAtOnce } from "#app/domain/orders/own-tags.ts";
import type { ViewChange } from "#app/load-context.ts";
import { ignoredIn, queryFromAddress, searchOf } from "#app/views/order-address.ts";
import type { ListAnswer } from "../ui/orders/list-answer.ts";
import { listColumns } from "../ui/orders/list-columns.ts";
import { OrderListScreen } from "../ui/orders/order-list-screen.tsx";
import { pageTitle } from "../ui/shell/page-title.ts";
import { allowed, enter, refusal } from "./enter.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t("list.title"));

export async function loader(asked: LoaderFunctionArgs) {
  const caller = await enter(asked);
  const { searchParams } = new URL(asked.request.url);
  const query = queryFromAddress(searchParams);
  const view = await allowed(() => asked.context.tek.views.orderList(caller, query));
  const ignored = ignoredIn(searchParams);
  return { view, query, ignored: view.restarted ? [...ignored, "cursor"] : ignored };
}

const id = z.string().refine(looksLikeId);
const tags = z.array(z.string().max(200)).max(20);
const forms = z.discriminatedUnion("act", [
  z.object({
    act: z.literal("tag"),
    orders: z.array(id).transform((ids) => ids.map(toOrderId)),
    /** The list's address, where all that it matches is meant. */
    all: z.string().max(4000).nullable(),
    add: tags,
    remove: tags,
  }),
  z.object({ act: z.literal("save"), name: z.string().max(200), query: z.string().max(4000) }),
  z.object({ act: z.literal("rename"), id, name: z.string().max(200) }),
  z.object({ act: z.literal("move"), id, by: z.union([z.literal(1), z.literal(-1)]) }),
  z.object({ act: z.literal("delete"), id }),
  z.object({ act: z.literal("columns"), columns: z.array(z.enum(listColumns)).nullable() }),
]);

export async function action(asked: ActionFunctionArgs): Promise<ListAnswer> {
  const caller = await enter(asked);
  const { acts, views } = asked.context.tek;
  const form = forms.safeParse(await asked.request.json());
  if (!form.success) throw refusal(400);
  const wanted = form.data;
  if (wanted.act === "columns") {
    await allowed(() => acts.chooseColumns(caller, wanted.columns));
    return { kind: "chosen" };
  }
  if (wanted.act !== "tag") return await allowed(() => acts.arrangeViews(caller, savedAs(wanted)));
  const { all, add, remove } = wanted;
  return await allowed(async () => {
    const orders =
      all === null
        ? wanted.orders
        : await views.matchingOrders(caller, queryFromAddress(new URLSearchParams(all)), mostTaggedAtOnce + 1);
    return await acts.tagOrders(caller, { orders, add, remove });
  });
}

/** A view is kept as the list understands it, without what was mistyped. */
function savedAs(wanted: ViewChange): ViewChange {
  if (wanted.act !== "save") return wanted;
  const query = queryFromAddress(new URLSearchParams(wanted.query));
  return { ...wanted, query: searchOf({ ...query, cursor: null }) };
}

export default function Orders() {
  const { view, query, ignored } = useLoaderData<typeof loader>();
  return <OrderListScreen view={view} query={query} ignored={ignored} />;
}
