import { useState } from "react";
import type { OrderRow } from "#app/views/order-list.ts";

type Id = OrderRow["id"];

interface State {
  readonly address: string;
  readonly ids: ReadonlySet<Id>;
  /** Everything that matches is meant, on further pages too. */
  readonly all: boolean;
  /** The row that was marked last: a range begins there. */
  readonly last: Id | null;
}

const none = { ids: new Set<Id>(), all: false, last: null };

/** What is marked belongs to one query: another query begins with nothing marked. */
export function useSelection(address: string, rows: readonly OrderRow[]) {
  const [state, setState] = useState<State>({ address, ...none });
  const { ids, all, last } = state.address === address ? state : none;
  const set = (next: Partial<State>) => setState({ address, ids, all: false, last, ...next });
  return {
    selected: ids,
    all,
    /** Marks or unmarks a row; as a range, all from the last one to it become like it. */
    toggle(id: Id, range: boolean) {
      const next = new Set(ids);
      const on = !ids.has(id);
      for (const one of range ? between(rows, last, id) : [id]) {
        if (on) next.add(one);
        else next.delete(one);
      }
      set({ ids: next, last: id });
    },
    togglePage() {
      const whole = rows.length > 0 && rows.every((row) => ids.has(row.id));
      set({ ids: whole ? none.ids : new Set(rows.map((row) => row.id)) });
    },
    selectAll: () => set({ all: true }),
    clear: () => setState({ address, ...none }),
  };
}

/** The rows from one to another, either way; only the second where the first is not on the page. */
export function between(rows: readonly { readonly id: Id }[], from: Id | null, to: Id): readonly Id[] {
  const [a, b] = [from, to].map((id) => rows.findIndex((row) => row.id === id));
  if (a === undefined || b === undefined || a < 0 || b < 0) return [to];
  return rows.slice(Math.min(a, b), Math.max(a, b) + 1).map((row) => row.id);
}
