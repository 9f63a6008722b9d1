import { readdirSync, readFileSync } from "node:fs";
import type { Body } from "./map-order.ts";
import { readJson } from "./read-json.ts";

const folder = new URL("./fixtures/", import.meta.url);

/** A recording as it came. */
export const recordedText = (path: string): string => readFileSync(new URL(path, folder), "utf8");
export const recordedBytes = (path: string): Uint8Array => readFileSync(new URL(path, folder));
export const recordedNames = (path: string): string[] => readdirSync(new URL(path, folder)).toSorted();

export function recorded(path: string): Body {
  const body = readJson(recordedText(path));
  if (!body) throw new Error(`${path} is no JSON`);
  return body;
}
