import { useLocation, useNavigation } from "@remix-run/react";
import { useEffect, useState } from "react";
import { browserPorts } from "../browser/browser-ports.ts";

/** A page that comes sooner than this needs no skeleton: a flicker would be worse than the wait. */
const patienceMs = 250;

/** The path of another page that is on its way and takes its time; null otherwise. */
export function usePendingPath(): string | null {
  const { pathname } = useLocation();
  const { state, location } = useNavigation();
  const next = state === "loading" && location.pathname !== pathname ? location.pathname : null;
  const [pending, setPending] = useState<string | null>(null);
  useEffect(() => {
    setPending(null);
    if (next) return browserPorts.after(patienceMs, () => setPending(next));
  }, [next]);
  return next === null ? null : pending;
}
