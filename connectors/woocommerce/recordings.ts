import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { OrderReading } from "../contract/port.ts";
import { type Body, readOrder } from "./map-order.ts";
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

export const site = "https://shop.example.test";
const withRefunds = new Set(recordedNames("refunds"));

/** A recorded order, with its refunds where they were recorded. */
export function reading(name: string): OrderReading {
  const file = `${name}.json`;
  return readOrder(recorded(`orders/${file}`), withRefunds.has(file) ? recorded(`refunds/${file}`) : null, site);
}

/** A recorded order in which some fields are others. */
export function altered(name: string, change: Readonly<Record<string, unknown>>): OrderReading {
  const fields = z.record(z.string(), z.unknown()).parse(recorded(`orders/${name}.json`).value);
  const text = JSON.stringify({ ...fields, ...change });
  return readOrder({ value: readJson(text)?.value, text }, null, site);
}
