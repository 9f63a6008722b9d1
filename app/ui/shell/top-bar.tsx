import { Form, Link, NavLink, useLocation } from "@remix-run/react";
import { Icon } from "@shopify/polaris";
import { KeyboardIcon, MenuIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";
import { locales } from "../i18n/locale.ts";
import { useWords } from "../i18n/use-words.tsx";
import { askForKeyHelp } from "./key-help.tsx";
import { useShell } from "./shell.tsx";
import { useQuarantineCount } from "./use-quarantine-count.ts";

/** The bar of the standalone frame. On a phone its parts fold behind one button. */
export function TopBar() {
  const { t } = useWords();
  const { facts } = useShell();
  const location = useLocation();
  const [open, setOpen] = useState(false);
  // Until somebody names it, a workspace is called as the product is: once is enough.
  const named = facts.workspaceName && facts.workspaceName !== t("app.name");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu folds whenever the page becomes another one
  useEffect(() => setOpen(false), [location.key]);
  return (
    <header className="tek-bar">
      <Link to="/orders" className="tek-brand" translate="no">
        {t("app.name")}
      </Link>
      {named && <span className="tek-workspace">{facts.workspaceName}</span>}
      <button
        type="button"
        className="tek-menu-button"
        aria-expanded={open}
        aria-controls="menu"
        onClick={() => setOpen(!open)}
      >
        <Icon source={MenuIcon} />
        <span className="tek-hidden">{t("nav.menu")}</span>
      </button>
      <div id="menu" className="tek-menu" data-open={open}>
        {facts.workspaceName && (
          <nav aria-label={t("nav.label")} className="tek-nav">
            <NavLink to="/orders">{t("nav.orders")}</NavLink>
            <NavLink to="/shops">{t("nav.shops")}</NavLink>
            <QuarantineLink />
          </nav>
        )}
        <div className="tek-bar-end">
          <button type="button" className="tek-key-button" onClick={askForKeyHelp} title={t("keys.open")}>
            <Icon source={KeyboardIcon} accessibilityLabel={t("keys.open")} />
          </button>
          <LanguageSwitch />
        </div>
      </div>
    </header>
  );
}

function QuarantineLink() {
  const { t, format } = useWords();
  const count = useQuarantineCount();
  if (count === 0) return <NavLink to="/quarantine">{t("nav.quarantine")}</NavLink>;
  return (
    <NavLink to="/quarantine">
      {t("nav.quarantine")} <span className="tek-nav-count tek-number">{format.count(count)}</span>
    </NavLink>
  );
}

function LanguageSwitch() {
  const { t, locale, code } = useWords();
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action="/language" className="tek-languages" aria-label={t("nav.language")} preventScrollReset>
      <input type="hidden" name="back" value={pathname + search} />
      {locales.map((one) => (
        <button key={one} type="submit" name="locale" value={one} lang={one} aria-pressed={one === locale}>
          {code(`language.${one}`)}
        </button>
      ))}
    </Form>
  );
}
