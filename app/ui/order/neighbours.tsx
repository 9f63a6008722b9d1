import { Link, useNavigate } from "@remix-run/react";
import { orderAddress } from "#app/views/order-address.ts";
import type { OrderNeighbours } from "#app/views/order-neighbours.ts";
import { useWords } from "../i18n/use-words.tsx";
import { useKeys } from "../shell/use-keys.ts";

/** Steps through the list that the order was opened from. They replace each other, so that "back" leads to the list. */
export function Neighbours({ around: { previous, next, list } }: { readonly around: OrderNeighbours }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const step = (to: typeof next) => () => {
    if (to) navigate(orderAddress(to.id, list), { replace: true });
  };
  useKeys({ "[": step(previous), "]": step(next) });
  return (
    <nav aria-label={t("neighbours.label")} className="tek-neighbours">
      <Step to={previous && orderAddress(previous.id, list)} rel="prev" sign="‹">
        {previous ? t("neighbours.previous", { number: previous.number }) : t("neighbours.first")}
      </Step>
      <Step to={next && orderAddress(next.id, list)} rel="next" sign="›">
        {next ? t("neighbours.next", { number: next.number }) : t("neighbours.last")}
      </Step>
    </nav>
  );
}

interface StepProps {
  readonly to: string | null;
  readonly rel: "prev" | "next";
  readonly sign: string;
  readonly children: string;
}

function Step({ to, rel, sign, children }: StepProps) {
  if (to === null)
    return (
      <span className="tek-step" title={children} data-end>
        {sign}
      </span>
    );
  return (
    <Link to={to} replace rel={rel} className="tek-step" title={children} aria-label={children}>
      {sign}
    </Link>
  );
}
