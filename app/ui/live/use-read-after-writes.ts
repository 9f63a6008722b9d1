import { useFetchers, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

/**
 * A read of the page that was under way while something was saved may have begun before, and come last: it would show what was there
 * before. Then the page is read once more.
 */
export function useReadAfterWrites(): void {
  const { revalidate, state } = useRevalidator();
  const writes = useFetchers().some(({ formMethod }) => formMethod !== undefined && formMethod !== "GET");
  const met = useRef(false);
  useEffect(() => {
    if (writes && state === "loading") met.current = true;
    if (writes || state === "loading" || !met.current) return;
    met.current = false;
    revalidate();
  }, [writes, state, revalidate]);
}
