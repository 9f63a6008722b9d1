import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import { useWords } from "../i18n/use-words.tsx";
import { useShell } from "../shell/shell.tsx";
import type { ListAnswer } from "./list-answer.ts";

type Json = string | number | null | readonly Json[] | { readonly [name: string]: Json };

/** Sends what was asked of the list, and tells in a word what came of it; `arranged` is the word for a view that was arranged. */
export function useListAct(arranged?: string): {
  send(wanted: Readonly<Record<string, Json>>): void;
  readonly busy: boolean;
} {
  const fetcher = useFetcher<ListAnswer>();
  const { toast } = useShell();
  const { t, maybe } = useWords();
  const { data } = fetcher;
  useEffect(() => {
    if (data?.kind === "tagged") toast(t("bulk.tagged", { count: data.changed }));
    if (data?.kind === "arranged" && arranged) toast(arranged);
    if (data?.kind === "refused")
      toast(maybe(`refused.${data.code}`, "params" in data ? data.params : {}) ?? data.code);
  }, [data, arranged, toast, t, maybe]);
  return {
    busy: fetcher.state !== "idle",
    send: (wanted) =>
      // A copy, since what is sent as JSON is typed as changeable.
      fetcher.submit(JSON.stringify(wanted), { method: "post", action: "/orders?index", encType: "application/json" }),
  };
}
