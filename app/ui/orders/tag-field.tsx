import { Button } from "@shopify/polaris";
import { useId, useState } from "react";
import { useWords } from "../i18n/use-words.tsx";

interface Props {
  readonly label: string;
  /** What it proposes while somebody types. */
  readonly known: readonly string[];
  onTag(tag: string): void;
}

/** One tag to be typed or chosen; Enter takes it. */
export function TagField({ label, known, onTag }: Props) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const field = useId();
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
      <label htmlFor={field}>{label}</label>
      <span>
        <input
          id={field}
          list={list}
          value={text}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
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
