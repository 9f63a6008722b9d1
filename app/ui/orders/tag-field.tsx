import { Button } from "@shopify/polaris";
import { type RefObject, useId, useState } from "react";
import { useWords } from "../i18n/use-words.tsx";

interface Props {
  readonly label: string;
  /** What it proposes while somebody types. */
  readonly known: readonly string[];
  readonly field?: RefObject<HTMLInputElement>;
  onTag(tag: string): void;
  /** When somebody begins to write. */
  onBegin?(): void;
}

/** One tag to be typed or chosen; Enter takes it, Escape leaves the field. */
export function TagField({ label, known, field, onTag, onBegin }: Props) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const id = useId();
  const list = useId();
  const take = () => {
    const tag = text.trim();
    if (tag === "") return;
    setText("");
    onTag(tag);
  };
  return (
    <form
      className="tek-tag-field"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <label htmlFor={id}>{label}</label>
      <span>
        <input
          ref={field}
          id={id}
          list={list}
          value={text}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
          onFocus={onBegin}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        />
        <Button submit disabled={text.trim() === ""}>
          {t("tag.take")}
        </Button>
      </span>
      <datalist id={list}>
        {known.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </form>
  );
}
