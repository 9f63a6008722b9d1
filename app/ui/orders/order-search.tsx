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
  const send = (next: string) => {
    cancel.current();
    if (next.trim() === sent.current) return;
    sent.current = next.trim();
    onSearch(sent.current);
  };
  const type = (next: string) => {
    setText(next);
    cancel.current();
    cancel.current = browserPorts.after(typingMs, () => send(next));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape and Enter bubble up from the field, which is the control
    <div
      className="tek-search"
      onKeyDown={(event) => {
        if (event.key === "Enter") send(text);
        if (event.key !== "Escape") return;
        // The browser would empty the field.
        event.preventDefault();
        document.getElementById(id)?.blur();
      }}
      onBlur={() => send(text)}
    >
      <TextField
        id={id}
        label={t("list.search")}
        labelHidden
        type="search"
        placeholder={t("list.search.hint")}
        value={text}
        onChange={type}
        onClearButtonClick={() => {
          setText("");
          send("");
        }}
        clearButton
        prefix={<Icon source={SearchIcon} />}
        autoComplete="off"
        maxLength={200}
      />
    </div>
  );
}
