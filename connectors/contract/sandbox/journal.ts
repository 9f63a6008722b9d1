import { appendFileSync, closeSync, existsSync, ftruncateSync, openSync, readFileSync } from "node:fs";
import type { Journal } from "./world.ts";

/**
 * A journal of one JSON value a line. A line that a kill cut short is dropped at the next start: its request never got an answer.
 */
export function fileJournal(path: string): Journal {
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const file = openSync(path, "a");
  if (whole.length < text.length) ftruncateSync(file, Buffer.byteLength(whole));
  process.once("exit", () => closeSync(file));
  return {
    *read() {
      for (const line of whole.split("\n")) if (line) yield JSON.parse(line) as unknown;
    },
    append(entry) {
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
    },
  };
}

/** A journal that lives as long as its process, for tests that never restart a stand-in. */
export function memoryJournal(): Journal {
  const lines: string[] = [];
  return {
    *read() {
      for (const line of [...lines]) yield JSON.parse(line) as unknown;
    },
    append(entry) {
      lines.push(JSON.stringify(entry));
    },
  };
}
