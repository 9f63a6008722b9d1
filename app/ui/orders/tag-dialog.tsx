import { useFetcher } from "@remix-run/react";
import { Button } from "@shopify/polaris";
import { XIcon } from "@shopify/polaris-icons";
import { useEffect, useId, useRef } from "react";
import type { ListChoices } from "#app/views/list-choices.ts";
import { useWords } from "../i18n/use-words.tsx";
import { TagField } from "./tag-field.tsx";

interface Props {
  readonly act: "add" | "remove";
  /** How many orders it is about. */
  readonly count: number;
  /** Our tags on the marked rows, to be taken away with one press. */
  readonly borne: readonly string[];
  onTag(tag: string): void;
  onClose(): void;
}

/** Asks for one tag and says what it will do, and to whom, before it does. */
export function TagDialog({ act, count, borne, onTag, onClose }: Props) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const { load, data } = useFetcher<ListChoices>();
  useEffect(() => {
    dialog.current?.showModal();
    // The browser would go to the first button, which closes.
    dialog.current?.querySelector("input")?.focus();
    load("/orders/choices");
  }, [load]);
  const take = (tag: string) => {
    onTag(tag);
    dialog.current?.close();
  };
  return (
    <dialog ref={dialog} className="tek-dialog" aria-labelledby={title} onClose={onClose}>
      <div className="tek-dialog-head">
        <h2 id={title}>{act === "add" ? t("bulk.add.title", { count }) : t("bulk.remove.title", { count })}</h2>
        <Button
          icon={XIcon}
          variant="tertiary"
          accessibilityLabel={t("action.close")}
          onClick={() => dialog.current?.close()}
        />
      </div>
      <div className="tek-stack tek-dialog-body">
        <p>{t("bulk.effect")}</p>
        {act === "remove" && (
          <div className="tek-chips">
            {borne.map((tag) => (
              <Button key={tag} onClick={() => take(tag)}>
                {tag}
              </Button>
            ))}
          </div>
        )}
        <TagField label={t("bulk.tag")} known={data?.ownTags ?? []} onTag={take} />
      </div>
    </dialog>
  );
}
