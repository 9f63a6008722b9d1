import { invalidParam, type Reply } from "./reply.ts";
import type { Shop } from "./shop.ts";
import { threshold } from "./site-time.ts";

/** A query string as PHP reads it: `status[]=a&status[]=b` is `status[0]`, `status[1]`; of two equal names the last one counts. */
export type Pairs = readonly (readonly [string, string])[];

export function readPairs(search: string): Pairs {
  const pairs = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const part of search.replace(/^\?/, "").split("&")) {
    if (!part) continue;
    const at = part.indexOf("=");
    const [name, value] = at < 0 ? [decode(part), ""] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
    const next = counts.get(name) ?? 0;
    counts.set(name, next + 1);
    pairs.set(name.endsWith("[]") ? `${name.slice(0, -2)}[${next}]` : name, value);
  }
  return [...pairs];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** The parameters of one request, read and refused as WordPress' schemas do. */
export interface Params {
  readonly pairs: Pairs;
  text(name: string): string | undefined;
  /** `a,b`, `name[]=a` and `name[0]=a` alike. */
  list(name: string): string[];
  integer(name: string, o: { default: number; min?: number; max?: number }): number;
  flag(name: string): boolean;
  oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T;
  date(name: string, of: "orders" | "posts"): number | undefined;
}

export function readParams(shop: Shop, pairs: Pairs): Params {
  const text = (name: string) => pairs.find(([key]) => key === name)?.[1];
  const flag = (name: string) => /^(1|true)$/i.test(text(name) ?? "");
  return {
    pairs,
    text,
    flag,
    list(name) {
      const plain = text(name);
      const found =
        plain === undefined
          ? pairs.filter(([key]) => key.startsWith(`${name}[`)).map(([, value]) => value)
          : plain.split(/[\s,]+/);
      return found.filter((value) => value !== "");
    },
    integer(name, { default: fallback, min, max }) {
      const given = text(name);
      if (given === undefined) return fallback;
      const value = Number(given);
      if (given === "" || !Number.isInteger(value))
        throw invalidParam(name, "rest_invalid_type", `${name} is not of type integer.`, { param: name });
      const [low, high] = [min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY];
      if (value >= low && value <= high) return value;
      const message =
        max === undefined
          ? `${name} must be greater than or equal to ${min}`
          : `${name} must be between ${min} (inclusive) and ${max} (inclusive)`;
      throw invalidParam(name, "rest_out_of_bounds", message);
    },
    oneOf(name, values, fallback) {
      const given = text(name);
      if (given === undefined) return fallback;
      const found = values.find((value) => value === given);
      if (found !== undefined) return found;
      throw invalidParam(name, "rest_not_in_enum", `${name} is not one of ${spoken(values)}.`);
    },
    date(name, of) {
      const given = text(name);
      if (given === undefined) return undefined;
      const at = threshold(given, { gmt: flag("dates_are_gmt"), zone: shop.timezone, of });
      if (at === null) throw invalidParam(name, "rest_invalid_date", "Invalid date.");
      return at;
    },
  };
}

/** `a, b, and c`. */
export function spoken(values: readonly string[]): string {
  return values.length > 1 ? `${values.slice(0, -1).join(", ")}, and ${values.at(-1)}` : values.join("");
}

/** What a list holds, seen without its paging. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly path: string;
  /** What WordPress adds to the addresses in `Link`. */
  readonly extras?: Pairs;
  /** Orders say 0 on a page beyond the last, goods say the truth (measured). */
  readonly forgetsBeyond: boolean;
  render(item: T): unknown;
}

/** One page of a list with `X-WP-Total`, `X-WP-TotalPages` and `Link`. */
export function page<T>(shop: Shop, params: Params, listed: Listed<T>): Reply {
  const size = params.integer("per_page", { default: 10, min: 1, max: 100 });
  const number = params.integer("page", { default: 1, min: 1 });
  const offset = params.text("offset") === undefined ? (number - 1) * size : params.integer("offset", { default: 0 });
  const shown = listed.items.slice(offset, offset + size);
  const total = listed.forgetsBeyond && shown.length === 0 ? 0 : listed.items.length;
  const pages = Math.ceil(total / size);
  const address = (to: number) => {
    const pairs: [string, string][] = params.pairs.map(([k, v]) => [k, k === "page" ? String(to) : v]);
    const extras = (listed.extras ?? []).filter(
      ([name]) => !pairs.some(([k]) => k === name || k.startsWith(`${name.split("[")[0]}[`)),
    );
    pairs.push(...extras.map(([k, v]): [string, string] => [k, v]));
    if (!pairs.some(([name]) => name === "page")) pairs.push(["page", String(to)]);
    return `${shop.origin}/wp-json${listed.path}?${pairs.map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`).join("&")}`;
  };
  const links: string[] = [];
  if (number > 1) links.push(`<${address(Math.min(number - 1, pages))}>; rel="prev"`);
  if (number < pages) links.push(`<${address(number + 1)}>; rel="next"`);
  return {
    status: 200,
    body: shown.map((item) => pickFields(listed.render(item), params)),
    headers: {
      "X-WP-Total": String(total),
      "X-WP-TotalPages": String(pages),
      ...(links.length ? { Link: links.join(", ") } : {}),
    },
  };
}

/** Keeps what `_fields` names (`id`, `billing.email` …); everything without it. */
export function pickFields(value: unknown, params: Params): unknown {
  const fields = params.list("_fields");
  return fields.length === 0 ? value : pick(value, fields);
}

function pick(value: unknown, fields: readonly string[]): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const kept = Object.entries(value).flatMap(([key, inner]) => {
    if (fields.includes(key)) return [[key, inner]];
    const deeper = fields.filter((field) => field.startsWith(`${key}.`)).map((field) => field.slice(key.length + 1));
    return deeper.length ? [[key, pick(inner, deeper)]] : [];
  });
  return Object.fromEntries(kept);
}
