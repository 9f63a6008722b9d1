import { Button, ChoiceList, Popover } from "@shopify/polaris";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useWords } from "../i18n/use-words.tsx";

interface ChoicesProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly selected: readonly Value[];
  onChange(values: readonly Value[]): void;
}

/** Some of a closed set, behind a button that says how many are chosen. */
export function Choices<Value extends string>({ label, options, selected, onChange }: ChoicesProps<Value>) {
  return (
    <Dropdown label={label} active={selected.length}>
      <ChoiceList
        title={label}
        allowMultiple
        choices={options.map((option) => ({ value: option.value, label: option.label }))}
        selected={[...selected]}
        onChange={(values) => onChange(options.map((option) => option.value).filter((value) => values.includes(value)))}
      />
    </Dropdown>
  );
}

/**
 * What opens below its button; Escape closes it and goes back to the button. So does a change of what it is `about`: what was being
 * done in it is done.
 */
export function Dropdown({
  label,
  active,
  about,
  onOpen,
  children,
}: {
  readonly label: string;
  readonly active: number;
  readonly about?: string;
  onOpen?(): void;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const { format } = useWords();
  const button = useId();
  const toggle = () => {
    if (!open) onOpen?.();
    setOpen(!open);
  };
  const opened = useRef({ open, about });
  useEffect(() => {
    const before = opened.current;
    opened.current = { open, about };
    if (!open || before.about === about) return;
    setOpen(false);
    document.getElementById(button)?.focus();
  }, [open, about, button]);
  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      setOpen(false);
      document.getElementById(button)?.focus();
    };
    // Before the control inside takes the key for itself.
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [open, button]);
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      preferredAlignment="left"
      autofocusTarget="first-node"
      activator={
        <Button id={button} disclosure pressed={active > 0} onClick={toggle}>
          {active ? `${label} (${format.count(active)})` : label}
        </Button>
      }
    >
      <div className="tek-dropdown" data-takes-keys>
        {children}
      </div>
    </Popover>
  );
}
