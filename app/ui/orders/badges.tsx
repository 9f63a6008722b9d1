import type { FulfillmentState, OrderState, PaymentState } from "#app/domain/orders/snapshot.ts";
import type { OrderRow, ShopBadge } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";

type Tone = "bad" | "soon" | "good" | "quiet";
/** How far along: the shape says it too, so that colour is never alone. */
type Fill = "full" | "half" | "none" | "cross";

interface BadgeProps {
  readonly text: string;
  readonly tone: Tone;
  readonly fill?: Fill;
  readonly hint?: string;
}

export function Badge({ text, tone, fill, hint }: BadgeProps) {
  return (
    <span className="tek-badge" data-tone={tone} title={hint ?? text}>
      {fill && <span className="tek-pip" data-fill={fill} aria-hidden="true" />}
      <span className="tek-badge-text">{text}</span>
    </span>
  );
}

const payments: Readonly<Record<PaymentState, readonly [Tone, Fill]>> = {
  unpaid: ["soon", "none"],
  authorized: ["soon", "half"],
  "partly-paid": ["soon", "half"],
  paid: ["good", "full"],
  "partly-refunded": ["quiet", "half"],
  refunded: ["quiet", "full"],
  voided: ["quiet", "cross"],
  failed: ["bad", "cross"],
};

interface PaymentProps {
  readonly state: PaymentState;
  readonly short?: boolean;
}

export function PaymentBadge({ state, short = false }: PaymentProps) {
  const { code } = useWords();
  const shortened = useShort();
  const [tone, fill] = payments[state];
  const text = code(`payment.${state}`);
  return <Badge text={short ? shortened(`payment.${state}`, text) : text} tone={tone} fill={fill} hint={text} />;
}

const fulfillments: Readonly<Record<FulfillmentState, readonly [Tone, Fill]>> = {
  unfulfilled: ["soon", "none"],
  "partly-fulfilled": ["soon", "half"],
  fulfilled: ["good", "full"],
  "not-required": ["quiet", "full"],
};

interface FulfillmentProps {
  readonly state: FulfillmentState;
  /** Nothing is left to do, so that what was not sent is no reminder. */
  readonly over: boolean;
  readonly short?: boolean;
}

export function FulfillmentBadge({ state, over, short = false }: FulfillmentProps) {
  const { code } = useWords();
  const shortened = useShort();
  const [tone, fill] = fulfillments[state];
  const text = code(`fulfillment.${state}`);
  return (
    <Badge
      text={short ? shortened(`fulfillment.${state}`, text) : text}
      hint={text}
      tone={over && tone === "soon" ? "quiet" : tone}
      fill={fill}
    />
  );
}

/** Whether an order is over as far as sending goes: cancelled, thrown away, gone from its shop, or all of its money given back. */
export const isOver = (state: OrderState, payment: PaymentState, presence: OrderRow["presence"]): boolean =>
  state === "cancelled" || state === "trashed" || payment === "refunded" || presence === "deleted";

const states: Readonly<Record<OrderState, readonly [Tone, Fill]>> = {
  pending: ["soon", "none"],
  open: ["quiet", "none"],
  "on-hold": ["soon", "half"],
  completed: ["good", "full"],
  cancelled: ["quiet", "cross"],
  failed: ["bad", "cross"],
  trashed: ["quiet", "cross"],
};

/** The state in our shared words; the shop's own word stands behind it. */
export function StateBadge({ state, status, short = false }: StateProps) {
  const { code, t } = useWords();
  const shortened = useShort();
  const [tone, fill] = states[state];
  const whole = code(`state.${state}`);
  const text = short ? shortened(`state.${state}`, whole) : whole;
  const said = t("row.shop-status", { status });
  return <Badge text={text} tone={tone} fill={fill} hint={text === whole ? said : `${whole} · ${said}`} />;
}

interface StateProps {
  readonly state: OrderState;
  readonly status: string;
  readonly short?: boolean;
}

interface PresenceProps {
  readonly presence: OrderRow["presence"];
  readonly short?: boolean;
}

export function PresenceBadge({ presence, short = false }: PresenceProps) {
  const { code } = useWords();
  const shortened = useShort();
  if (presence === "shown") return null;
  const text = code(`presence.${presence}`);
  return <Badge text={short ? shortened(`presence.${presence}`, text) : text} tone="bad" fill="cross" hint={text} />;
}

/** The list's columns are narrow: words that are too long there have a short form. */
function useShort(): (key: string, whole: string) => string {
  const { maybe } = useWords();
  return (key, whole) => maybe(`short.${key}`) ?? whole;
}

/** The platform's letter and the shop's name: #1001 exists once a shop. */
export function ShopMark({ shop, name = true }: { readonly shop: ShopBadge; readonly name?: boolean }) {
  const platform = usePlatform(shop.platform);
  return (
    <span className="tek-shop" title={`${shop.name} · ${platform}`}>
      <span className="tek-letter" data-platform={shop.platform} aria-hidden="true">
        {shop.platform.slice(0, 1).toUpperCase()}
      </span>
      <span className={name ? "tek-shop-name" : "tek-hidden"}>{shop.name}</span>
    </span>
  );
}

/** The platform's own name; one that nobody worded is named by its code. */
export function usePlatform(platform: string): string {
  return useWords().maybe(`platform.${platform}`) ?? platform;
}
