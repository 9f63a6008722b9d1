import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunction,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { WordsProvider } from "./ui/i18n/use-words.tsx";
import { hasBounced } from "./ui/shell/bounce.ts";
import { ErrorPage } from "./ui/shell/error-page.tsx";
import { Frame } from "./ui/shell/frame.tsx";
import { framedBy } from "./ui/shell/headers.ts";
import { localeOfRequest } from "./ui/shell/locale-of-request.ts";
import { pageTitle } from "./ui/shell/page-title.ts";
import { Polaris } from "./ui/shell/polaris.tsx";
import { type ShellFacts, ShellProvider, strangerFacts } from "./ui/shell/shell.tsx";
import { polarisStyles } from "./ui/shell/styles.ts";
import "./ui/shell/frame.css";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

/** For pages that have no title of their own: the faults. */
export const meta: MetaFunction = ({ matches }) => pageTitle(matches, null);

export async function loader({ request, context }: LoaderFunctionArgs): Promise<ShellFacts> {
  const { config, door } = context.tek;
  const entry = await door.enter(request);
  const address = new URL(request.url);
  const embedded =
    entry.kind === "bounce" ||
    entry.kind === "awaited" ||
    (entry.kind === "caller" && entry.shell.frame === "embedded");
  return {
    locale: localeOfRequest(request, entry),
    frame: embedded ? "embedded" : "standalone",
    shop: framedBy(entry),
    workspaceName: entry.kind === "caller" ? entry.shell.workspaceName : null,
    appBridge: embedded && config.apiKey ? { url: config.appBridgeUrl, apiKey: config.apiKey } : null,
    sessionRefused: entry.kind === "bounce" && hasBounced(address),
    quarantine: entry.kind === "caller" ? await context.tek.views.quarantineCount(entry.caller) : null,
  };
}

/** The frame is settled by the first document: later addresses carry neither the admin's language nor its shop. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction }) => formAction === "/language";

/** Zod would try whether it may compile code: our policy forbids that, and browsers report even the trial. Runs before its modules. */
const withoutCompiling = "globalThis.__zod_globalConfig = { jitless: true }";

export function Layout({ children }: { readonly children: ReactNode }) {
  const facts = useRouteLoaderData<typeof loader>("root") ?? strangerFacts;
  return (
    <html lang={facts.locale === "tr" ? "tr" : "en"}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <script>{withoutCompiling}</script>
        {facts.appBridge && (
          <>
            <meta name="shopify-api-key" content={facts.appBridge.apiKey} />
            <script src={facts.appBridge.url} />
          </>
        )}
        <Meta />
        <Links />
      </head>
      <body>
        <WordsProvider locale={facts.locale}>
          <Polaris locale={facts.locale}>
            <ShellProvider facts={facts}>
              <Frame>{children}</Frame>
            </ShellProvider>
          </Polaris>
        </WordsProvider>
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
