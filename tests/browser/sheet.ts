import type { Page, Route } from "playwright-core";
import { en } from "#app/ui/i18n/en.ts";
import { isWordKey, placeholdersOf } from "#app/ui/i18n/words.ts";
import { endOf, take, type Wanted } from "./picture.ts";

/** What the server answers to a form that it refuses. */
export interface Refusal {
  readonly kind: "refused";
  readonly field: string | null;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

const samples: Readonly<Record<string, string | number>> = {
  host: "shop.example.com",
  to: "https://www.shop.example.com",
  name: "Çini Evi",
  scopes: "write",
  permissions: "read",
  platformCode: "rest_cannot_access",
  orders: 214,
  otherShops: 1,
};

/** The codes that have words, in the order in which these stand. */
export const wordedCodes: readonly string[] = Object.keys(en).flatMap((key) =>
  key.startsWith("fault.") ? [key.slice("fault.".length)] : [],
);

export function refusalOf(code: string, field: string | null): Refusal {
  const key = `fault.${code}`;
  const names = isWordKey(key) ? placeholdersOf(en[key]) : [];
  return {
    kind: "refused",
    field,
    code,
    params: Object.fromEntries(names.map((name) => [name, samples[name] ?? name])),
  };
}

/** Only the answer to the form is ours: values in the order in which they are referred to, as the framework sends them. */
export async function answer(route: Route, refusal: Refusal): Promise<void> {
  const values: unknown[] = [];
  const put = (value: unknown): number => {
    // -5 is null.
    if (value === null) return -5;
    const place = values.push(value) - 1;
    if (typeof value === "object")
      values[place] = Object.fromEntries(Object.entries(value).map(([key, inner]) => [`_${put(key)}`, put(inner)]));
    return place;
  };
  put({ data: refusal });
  await route.fulfill({
    status: 200,
    contentType: "text/x-script; charset=utf-8",
    headers: { "x-remix-response": "yes" },
    body: JSON.stringify(values),
  });
}

export interface Shot {
  readonly code: string;
  readonly png: Buffer;
}

/** As many side by side as stand there unscaled. */
export async function takeSheet(page: Page, shots: readonly Shot[], name: string, wanted: Wanted): Promise<void> {
  const columns = wanted.size.width > 768 ? 2 : 3;
  const figures = shots.map(
    ({ code, png }) =>
      `<figure><figcaption>${code}</figcaption><img src="data:image/png;base64,${png.toString("base64")}"></figure>`,
  );
  await page.goto("about:blank");
  await page.setViewportSize({ width: columns === 2 ? 1360 : 1280, height: 800 });
  await page.setContent(`<!doctype html><style>
    body { margin: 16px; columns: ${columns}; column-gap: 16px; font: 12px sans-serif; background: #f1f1f1; }
    figure { break-inside: avoid; margin: 0 0 16px; padding: 8px; background: #fff; border: 1px solid #ccc; }
    figcaption { margin-bottom: 6px; font-family: monospace; color: #616161; } img { display: block; max-width: 100%; }
  </style>${figures.join("")}`);
  await take(page, `${name}-${endOf(wanted)}`, true);
}
