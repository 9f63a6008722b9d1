import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SupportScreen } from "../ui/about/support-screen.tsx";
import { pageTitle } from "../ui/shell/page-title.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t("support.title"));

/** Anybody may read it: who cannot sign in needs it most. */
export const loader = ({ context }: LoaderFunctionArgs) => ({ contact: context.tek.config.supportContact });

export default function Support() {
  return <SupportScreen contact={useLoaderData<typeof loader>().contact} />;
}
