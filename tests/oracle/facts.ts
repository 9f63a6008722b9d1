/**
 * What both sides must agree on of one order, in plain values: the shop's truth on one side, Tek's export on the other. The code here
 * shares nothing with the mappers: it reads the stand-ins' own state.
 */
export interface Facts {
  readonly number: string;
  readonly placedAt: number;
  readonly updatedAt: number;
  readonly cancelledAt: number | null;
  readonly closedAt: number | null;
  readonly completedAt: number | null;
  readonly status: string;
  readonly state: string;
  readonly source: string | null;
  readonly currencies: string;
  readonly customer: Readonly<Record<string, string | null>> | null;
  readonly shipping: Readonly<Record<string, string | null>> | null;
  readonly billing: Readonly<Record<string, string | null>> | null;
  readonly note: string | null;
  readonly attributes: readonly string[];
  readonly lines: readonly Readonly<Record<string, string | number | boolean | null>>[];
  readonly charges: readonly string[];
  readonly totals: Readonly<Record<string, string>>;
  readonly payment: Readonly<Record<string, string | null>>;
  readonly payments: readonly string[];
  readonly fulfillment: string;
  readonly fulfillments: readonly string[];
  readonly refunds: readonly string[];
  readonly tags: readonly string[];
}

/** One line for each field that differs: "order 12 lines.0.total: shop says …, Tek says …". */
export function differences(label: string, shop: unknown, tek: unknown, path = ""): string[] {
  if (Object.is(shop, tek)) return [];
  if (isObject(shop) && isObject(tek)) {
    const keys = [...new Set([...Object.keys(shop), ...Object.keys(tek)])];
    return keys.flatMap((key) => differences(label, shop[key], tek[key], path ? `${path}.${key}` : key));
  }
  return [`${label} ${path}: the shop says ${JSON.stringify(shop)}, Tek says ${JSON.stringify(tek)}`];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Both amounts as one text: "12050/12050". */
export const both = (shop: number, presentment: number): string => `${shop}/${presentment}`;
