import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ApprovalReturn } from "#app/load-context.ts";
import { pageTitle } from "../ui/shell/page-title.ts";
import { ApprovalReturnScreen } from "../ui/shops/approval-return-screen.tsx";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t("approval.title"));

const unknown: ApprovalReturn = { state: "failed", address: "", code: "woocommerce.approval-unknown", params: {} };

/** No sign-in is asked for: the token that the shop gives back is the proof, and all that is shown is how it ended. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const ended = await context.tek.views.approvalReturn(params.platform ?? "", query);
  return ended ? data(ended) : data(unknown, { status: 404 });
}

export default function ApprovalReturned() {
  return <ApprovalReturnScreen ended={useLoaderData<typeof loader>()} />;
}
