import { Link, useLocation } from "@remix-run/react";
import { z } from "zod";
import { addressOf, changed } from "#app/views/order-address.ts";
import type { OrderListQuery } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";

const stateSchema = z.object({ trail: z.array(z.string().startsWith("/orders")) });

/** Cursors lead forward only: the way back is remembered, and leads to the first page where it is not known. */
export function ListPages({ query, next }: { readonly query: OrderListQuery; readonly next: string | null }) {
  const { t } = useWords();
  const trail = stateSchema.safeParse(useLocation().state).data?.trail ?? [];
  if (!next && !query.cursor) return null;
  const here = addressOf(query);
  return (
    <nav aria-label={t("list.pages")} className="tek-pages">
      {query.cursor ? (
        <Link to={trail.at(-1) ?? addressOf(changed(query, {}))} state={{ trail: trail.slice(0, -1) }} rel="prev">
          {t("list.previous")}
        </Link>
      ) : (
        <span aria-hidden="true" />
      )}
      {next && (
        <Link to={addressOf({ ...query, cursor: next })} state={{ trail: [...trail, here] }} rel="next">
          {t("list.next")}
        </Link>
      )}
    </nav>
  );
}
