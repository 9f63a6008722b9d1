import { Button, TextField } from "@shopify/polaris";
import { useState } from "react";
import { addressOf, defaultQuery, searchOf } from "#app/views/order-address.ts";
import type { OrderListQuery, SavedTab } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { Dropdown } from "./dropdown.tsx";
import { useListAct } from "./use-list-act.ts";

/** The saved view whose list this is; undefined when nobody saved it. */
export function savedAs(query: OrderListQuery, views: readonly SavedTab[]): SavedTab | undefined {
  const search = searchOf({ ...query, cursor: null, limit: defaultQuery.limit });
  return views.find((view) => view.query === search);
}

interface Props {
  readonly query: OrderListQuery;
  readonly views: readonly SavedTab[];
}

/** Saves the list under a name; of one that is saved: renames, moves and deletes it. */
export function ViewActions({ query, views }: Props) {
  const { t } = useWords();
  const { send, busy } = useListAct();
  const saving = useListAct(t("view.saved"));
  const current = savedAs(query, views);
  const search = searchOf({ ...query, cursor: null, limit: defaultQuery.limit });
  const plain = search === searchOf({ ...defaultQuery, tab: query.tab });
  if (current) {
    const { id } = current;
    return (
      <Dropdown label={t("view.edit")} active={0} about={current.id}>
        <div className="tek-stack">
          <NameForm
            key={id}
            name={current.name}
            action={t("view.rename")}
            onName={(name) => send({ act: "rename", id, name })}
          />
          <Button disabled={busy || views[0]?.id === id} onClick={() => send({ act: "move", id, by: -1 })}>
            {t("view.left")}
          </Button>
          <Button disabled={busy || views.at(-1)?.id === id} onClick={() => send({ act: "move", id, by: 1 })}>
            {t("view.right")}
          </Button>
          <Button tone="critical" disabled={busy} onClick={() => send({ act: "delete", id })}>
            {t("view.delete")}
          </Button>
          <p className="tek-quiet">{t("view.delete.effect")}</p>
        </div>
      </Dropdown>
    );
  }
  if (plain) return null;
  return (
    <Dropdown label={t("view.save")} active={0} about="">
      <NameForm
        key={addressOf(query)}
        name=""
        action={t("view.save")}
        note={t("view.save.effect")}
        onName={(name) => saving.send({ act: "save", name, query: search })}
      />
    </Dropdown>
  );
}

interface NameProps {
  readonly name: string;
  readonly action: string;
  readonly note?: string;
  onName(name: string): void;
}

function NameForm({ name, action, note, onName }: NameProps) {
  const { t } = useWords();
  const [text, setText] = useState(name);
  return (
    <form
      className="tek-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) onName(text);
      }}
    >
      <TextField
        label={t("view.name")}
        value={text}
        onChange={setText}
        maxLength={40}
        autoComplete="off"
        helpText={note}
      />
      <Button submit disabled={text.trim() === ""}>
        {action}
      </Button>
    </form>
  );
}
