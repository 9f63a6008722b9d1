import { Link, useNavigate, useNavigation } from "@remix-run/react";
import { createElement, type ReactNode, useEffect } from "react";
import { useWords } from "../i18n/use-words.tsx";
import { useReadAfterWrites } from "../live/use-read-after-writes.ts";
import { ListSkeleton } from "../orders/list-skeleton.tsx";
import { KeyHelp } from "./key-help.tsx";
import { appBridge, useShell } from "./shell.tsx";
import { TopBar } from "./top-bar.tsx";
import { usePendingPath } from "./use-pending-path.ts";
import { useQuarantineCount } from "./use-quarantine-count.ts";

/** The page's surroundings: inside the shop's admin only what the admin does not draw; else our own bar. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { facts } = useShell();
  const { t } = useWords();
  useReadAfterWrites();
  return (
    <>
      <a className="tek-skip" href="#content">
        {t("nav.skip")}
      </a>
      {facts.frame === "embedded" ? <AdminNavigation /> : <TopBar />}
      <Progress />
      <main id="content" tabIndex={-1} className="tek-main">
        {usePendingPath() === "/orders" ? <ListSkeleton /> : children}
      </main>
      <Foot />
      <Toasts />
      <KeyHelp />
    </>
  );
}

/** In both frames, and for strangers too. */
function Foot() {
  const { t } = useWords();
  return (
    <footer className="tek-foot">
      <nav aria-label={t("foot.label")}>
        <Link to="/privacy">{t("policy.title")}</Link>
        <Link to="/support">{t("support.title")}</Link>
      </nav>
    </footer>
  );
}

/**
 * Entries for the admin's own side bar: App Bridge reads them out of this element and clicks them. They lead through the client's
 * router, since a whole document would be asked for without a token.
 */
function AdminNavigation() {
  const { t } = useWords();
  const quarantined = useQuarantineCount();
  const navigate = useNavigate();
  useEffect(() => {
    const go = (event: Event) => {
      const path = event.target instanceof Element ? event.target.getAttribute("href") : null;
      if (path) navigate(path);
    };
    document.addEventListener("shopify:navigate", go);
    return () => document.removeEventListener("shopify:navigate", go);
  }, [navigate]);
  return createElement(
    "ui-nav-menu",
    null,
    <Link to="/orders" rel="home">
      {t("nav.orders")}
    </Link>,
    <Link to="/shops">{t("nav.shops")}</Link>,
    // The admin takes the link's text and nothing else.
    <Link to="/quarantine">
      {quarantined > 0 ? t("nav.quarantine.count", { count: quarantined }) : t("nav.quarantine")}
    </Link>,
  );
}

function Progress() {
  const busy = useNavigation().state !== "idle";
  useEffect(() => appBridge()?.loading(busy), [busy]);
  return <div className="tek-progress" data-busy={busy} aria-hidden="true" />;
}

function Toasts() {
  const { toasts } = useShell();
  return (
    <div className="tek-toasts" role="status">
      {toasts.map((toast) => (
        <div key={toast.id} className="tek-toast">
          {toast.text}
        </div>
      ))}
    </div>
  );
}
