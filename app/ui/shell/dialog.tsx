import { Button } from "@shopify/polaris";
import { XIcon } from "@shopify/polaris-icons";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useWords } from "../i18n/use-words.tsx";

interface Props {
  readonly title: string;
  readonly opened: boolean;
  onClose(): void;
  readonly children: ReactNode;
}

/** Asks before something is done. Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, opened, onClose, children }: Props) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (opened) dialog.current?.showModal();
    else dialog.current?.close();
  }, [opened]);
  return (
    <dialog ref={dialog} className="tek-dialog" aria-labelledby={id} onClose={onClose}>
      <div className="tek-dialog-head">
        <h2 id={id}>{title}</h2>
        <Button icon={XIcon} variant="tertiary" accessibilityLabel={t("action.close")} onClick={onClose} />
      </div>
      {opened && children}
    </dialog>
  );
}
