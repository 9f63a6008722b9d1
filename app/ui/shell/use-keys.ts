import { useEffect, useRef } from "react";
import { browserPorts } from "../browser/browser-ports.ts";

/** Between the two keys of "g o". */
const sequenceMs = 1200;

/** Single keys ("j") and sequences ("g o") that work wherever nobody is typing and nothing lies open over the page. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys);
  current.current = keys;
  const first = useRef<{ readonly key: string; readonly at: number } | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const now = browserPorts.elapsed();
      const before = first.current && now - first.current.at < sequenceMs ? `${first.current.key} ` : null;
      const sequence = before === null ? undefined : current.current[before + event.key];
      const run = sequence ?? current.current[event.key];
      // A key that ends no sequence may begin one, also right after another.
      first.current = sequence ? null : { key: event.key, at: now };
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open], [data-takes-keys]")) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("[role=dialog]")) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
