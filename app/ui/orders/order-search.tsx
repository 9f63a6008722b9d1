import { Icon, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useEffect, useRef, useState } from "react";
import { browserPorts } from "../browser/browser-ports.ts";
import { useWords } from "../i18n/use-words.tsx";
import { useKeys } from "../shell/use-keys.ts";

const id = "order-search";
/** Between two keys of somebody who types without hurry. */
const typingMs = 300;

interface Props {
  readonly value: string;
  onSearch(text: string): void;
}

export function OrderSearch({ value, onSearch }: Props) {
  const { t } = useWords();
  const [text, setText] = useState(value);
  const cancel = useRef(() => {});
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => () => cancel.current(), []);
  useKeys({ "/": () => document.getElementById(id)?.focus() });
  const search = (next: string, waitMs: number) => {
    setText(next);
    cancel.current();
    cancel.current = browserPorts.after(waitMs, () => {
      sent.current = next.trim();
      onSearch(next.trim());
    });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape and Enter bubble up from the field, which is the control
    <div
      className="tek-search"
      onKeyDown={(event) => {
        if (event.key === "Escape") document.getElementById(id)?.blur();
        if (event.key === "Enter") search(text, 0);
      }}
    >
      <TextField
        id={id}
        label={t("list.search")}
        labelHidden
        type="search"
        placeholder={t("list.search.hint")}
        value={text}
        onChange={(next) => search(next, typingMs)}
        onClearButtonClick={() => search("", 0)}
        clearButton
        prefix={<Icon source={SearchIcon} />}
        autoComplete="off"
        maxLength={200}
      />
    </div>
  );
}
