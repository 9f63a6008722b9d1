import { type RefObject, useEffect, useRef, useState } from "react";
import type { OrderRow } from "#app/views/order-list.ts";
import { isStill, type Settled, settle, settledAt } from "./settle.ts";

/** Further down than this, somebody reads. */
const topPx = 160;

interface SettledRows extends Settled {
  /** Takes what was held back. */
  show(): void;
}

/**
 * The rows as they stand on the screen. `key` names the query: another query shows its rows at once. Rows that come while somebody
 * reads, points or selects wait to be asked for.
 */
export function useSettledRows(
  key: string,
  server: readonly OrderRow[],
  table: RefObject<HTMLElement>,
  selecting: boolean,
): SettledRows {
  const [settled, setSettled] = useState(() => settledAt(server));
  const last = useRef({ key, server });
  useEffect(() => {
    const before = last.current;
    if (before.server === server) return;
    last.current = { key, server };
    const still = isStill(attentionOf(table.current, selecting));
    setSettled((shown) => (before.key === key ? settle(shown, server, still) : settledAt(server)));
  }, [key, server, table, selecting]);
  const show = () => {
    setSettled((shown) => settle(shown, server, true));
    window.scrollTo({ top: 0 });
  };
  // Another query's first render comes before the effect: it must not show the former query's rows for a moment.
  return last.current.key === key ? { ...settled, show } : { ...settledAt(server), show };
}

function attentionOf(table: HTMLElement | null, selecting: boolean) {
  const selection = window.getSelection();
  return {
    scrolled: window.scrollY > topPx,
    selecting:
      selecting || (selection !== null && !selection.isCollapsed && table?.contains(selection.anchorNode) === true),
    pointing: table?.matches(":hover") === true,
    focused: table?.contains(document.activeElement) === true,
  };
}
