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

export function PaymentBadge({ state }: { readonly state: PaymentState }) {
  const { code } = useWords();
  const [tone, fill] = payments[state];
  return <Badge text={code(`payment.${state}`)} tone={tone} fill={fill} />;
}

const fulfillments: Readonly<Record<FulfillmentState, readonly [Tone, Fill]>> = {
  unfulfilled: ["soon", "none"],
  "partly-fulfilled": ["soon", "half"],
  fulfilled: ["good", "full"],
  "not-required": ["quiet", "full"],
};

export function FulfillmentBadge({ state }: { readonly state: FulfillmentState }) {
  const { code } = useWords();
  const [tone, fill] = fulfillments[state];
  return <Badge text={code(`fulfillment.${state}`)} tone={tone} fill={fill} />;
}

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
export function StateBadge({ state, status }: { readonly state: OrderState; readonly status: string }) {
  const { code, t } = useWords();
  const [tone, fill] = states[state];
  return <Badge text={code(`state.${state}`)} tone={tone} fill={fill} hint={t("row.shop-status", { status })} />;
}

export function PresenceBadge({ presence }: { readonly presence: OrderRow["presence"] }) {
  const { code } = useWords();
  if (presence === "shown") return null;
  return <Badge text={code(`presence.${presence}`)} tone="bad" fill="cross" />;
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
