import type { MetaFunction } from "@remix-run/node";
import { PrivacyPolicyScreen } from "../ui/about/privacy-policy-screen.tsx";
import { pageTitle } from "../ui/shell/page-title.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t("policy.title"));

/** Anybody may read it: whose data it is about has no sign-in. */
export default function Privacy() {
  return <PrivacyPolicyScreen />;
}
