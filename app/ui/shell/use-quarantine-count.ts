import { useFetcher } from "@remix-run/react";
import type { QuarantineCount } from "#app/views/quarantine-page.ts";
import { useLiveNews } from "../live/use-live.ts";
import { useShell } from "./shell.tsx";

/** How many records are set aside, as of the last event that says so; 0 for who may not know. */
export function useQuarantineCount(): number {
  const { facts } = useShell();
  const { data, load, state } = useFetcher<QuarantineCount>();
  useLiveNews(
    facts.quarantine?.upTo ?? null,
    {
      matters: ({ code }) => /^(order\.(quarantined|released)|shop\.|stream\.)/.test(code),
      run: () => load("/quarantine/count"),
      busy: state !== "idle",
    },
    1,
  );
  return (data ?? facts.quarantine)?.count ?? 0;
}
