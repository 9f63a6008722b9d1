import { useNavigate } from "@remix-run/react";
import { Button } from "@shopify/polaris";
import { XIcon } from "@shopify/polaris-icons";
import { useEffect, useRef } from "react";
import { useWords } from "../i18n/use-words.tsx";
import type { CodeKey } from "../i18n/words.ts";
import { useKeys } from "./use-keys.ts";

const asked = "tek:key-help";
export const askForKeyHelp = () => window.dispatchEvent(new Event(asked));

const rows: readonly (readonly [keys: readonly string[], what: CodeKey])[] = [
  [["j", "k"], "keys.move"],
  [["Enter"], "keys.enter"],
  [["x"], "keys.select"],
  [["Shift", "x"], "keys.range"],
  [["[", "]"], "keys.neighbours"],
  [["t"], "keys.tag"],
  [["/"], "keys.search"],
  [["g", "o"], "keys.go-orders"],
  [["g", "s"], "keys.go-shops"],
  [["g", "a"], "keys.go-quarantine"],
  [["Esc"], "keys.back"],
  [["?"], "keys.help"],
];

/** The keys that work everywhere, and the list of all keys. */
export function KeyHelp() {
  const { t, code } = useWords();
  const navigate = useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const show = () => dialog.current?.showModal();
  useKeys({
    "?": show,
    "g o": () => navigate("/orders"),
    "g s": () => navigate("/shops"),
    "g a": () => navigate("/quarantine"),
  });
  useEffect(() => {
    const open = () => dialog.current?.showModal();
    window.addEventListener(asked, open);
    return () => window.removeEventListener(asked, open);
  }, []);
  return (
    <dialog ref={dialog} className="tek-dialog" aria-labelledby="keys-title">
      <div className="tek-dialog-head">
        <h2 id="keys-title">{t("keys.title")}</h2>
        <Button
          icon={XIcon}
          variant="tertiary"
          accessibilityLabel={t("action.close")}
          onClick={() => dialog.current?.close()}
        />
      </div>
      <dl className="tek-keys">
        {rows.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{code(what)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
