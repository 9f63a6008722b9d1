import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import type { QuarantineCount } from "#app/views/quarantine-page.ts";
import { browserPorts } from "../browser/browser-ports.ts";
import type { ShownLocale } from "../i18n/locale.ts";

/** What the frame knows of the page's surroundings; settled by the document. */
export interface ShellFacts {
  readonly locale: ShownLocale;
  readonly frame: "embedded" | "standalone";
  readonly shop: string | null;
  /** Null: nobody is signed in. */
  readonly workspaceName: string | null;
  readonly appBridge: { readonly url: string; readonly apiKey: string } | null;
  /** The admin's token was refused twice. */
  readonly sessionRefused: boolean;
  /** What was set aside when the document came; null for who may not know. */
  readonly quarantine: QuarantineCount | null;
}

/** For pages whose surroundings could not be found out. */
export const strangerFacts: ShellFacts = {
  locale: "en",
  frame: "standalone",
  shop: null,
  workspaceName: null,
  appBridge: null,
  sessionRefused: false,
  quarantine: null,
};

interface Shell {
  readonly facts: ShellFacts;
  /** Says briefly that something was done. Faults are never said this way: they stay where they belong. */
  toast(text: string): void;
  readonly toasts: readonly Toast[];
  /** Attributes of a link that leaves Tek. The shop's admin takes over the window that frames us; else a new tab opens. */
  readonly outward: { readonly target: "_top" } | { readonly target: "_blank"; readonly rel: "noopener noreferrer" };
}

interface Toast {
  readonly id: number;
  readonly text: string;
}

const Current = createContext<Shell | null>(null);
const toastMs = 5000;

export function ShellProvider({ facts, children }: { readonly facts: ShellFacts; readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const toast = useCallback((text: string) => {
    const bridge = appBridge();
    if (bridge) return bridge.toast.show(text);
    const id = browserPorts.elapsed();
    setToasts((all) => [...all, { id, text }]);
    browserPorts.after(toastMs, () => setToasts((all) => all.filter((one) => one.id !== id)));
  }, []);
  const shell = useMemo<Shell>(
    () => ({
      facts,
      toast,
      toasts,
      outward: facts.frame === "embedded" ? { target: "_top" } : { target: "_blank", rel: "noopener noreferrer" },
    }),
    [facts, toast, toasts],
  );
  return <Current.Provider value={shell}>{children}</Current.Provider>;
}

/** The frame around the page: the shop's admin, or our own. */
export function useShell(): Shell {
  const shell = useContext(Current);
  if (!shell) throw new Error("useShell outside ShellProvider");
  return shell;
}

/** What we use of App Bridge's global (Shopify's documentation, "App Bridge"). */
interface AppBridge {
  readonly toast: { show(text: string): void };
  loading(on: boolean): void;
}

declare global {
  interface Window {
    readonly shopify?: AppBridge;
  }
}

/** Absent when standalone, and when its script could not be loaded: the page works without it then. */
export const appBridge = (): AppBridge | null => (typeof window === "undefined" ? null : (window.shopify ?? null));
