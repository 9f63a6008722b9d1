import { Link } from "@remix-run/react";
import { AppProvider } from "@shopify/polaris";
import en from "@shopify/polaris/locales/en.json";
import tr from "@shopify/polaris/locales/tr.json";
import type { ComponentProps, ReactNode } from "react";
import type { ShownLocale } from "../i18n/locale.ts";

/** Polaris in the reader's language, with links that go through the client's router. */
export function Polaris({ locale, children }: { readonly locale: ShownLocale; readonly children: ReactNode }) {
  return (
    <AppProvider i18n={locale === "tr" ? [tr, en] : en} linkComponent={PolarisLink}>
      {children}
    </AppProvider>
  );
}

function PolarisLink({
  url = "",
  external,
  ref: _ref,
  ...rest
}: ComponentProps<"a"> & { url?: string; external?: boolean }) {
  if (external || !url.startsWith("/")) return <a {...rest} href={url} />;
  return <Link {...rest} to={url} />;
}
