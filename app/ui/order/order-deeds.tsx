import type { Evidence, Fulfillment, OrderSnapshot, Payment, Refund } from "#app/domain/orders/snapshot.ts";
import type { OrderPageView } from "#app/views/order-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { Badge, FulfillmentBadge, isOver } from "../orders/badges.tsx";
import { Money } from "./order-lines.tsx";
import { CopyButton, OutwardLink, Section } from "./parts.tsx";

/** Payments, parcels and refunds: what was done about the order. */
export function OrderDeeds({ view }: { readonly view: OrderPageView }) {
  const { t } = useWords();
  const { order, shop, timezone } = view;
  return (
    <>
      <Section
        title={t("parcels.title")}
        shop={shop}
        beside={
          <FulfillmentBadge state={order.fulfillment} over={isOver(order.state, order.payment.state, view.presence)} />
        }
      >
        {order.fulfillments.length === 0 && (
          <p className="tek-section-note">
            {order.fulfillment === "not-required" ? t("parcels.none-needed") : t("parcels.none")}
          </p>
        )}
        {order.fulfillments.map((parcel, at) => (
          <Parcel key={parcel.id} parcel={parcel} number={at + 1} order={order} timezone={timezone} />
        ))}
      </Section>
      <Payments order={order} view={view} />
      {order.refunds.length > 0 && (
        <Section title={t("refunds.title")} shop={shop}>
          {order.refunds.map((refund) => (
            <RefundEntry key={refund.id} refund={refund} order={order} timezone={timezone} />
          ))}
        </Section>
      )}
    </>
  );
}

const parcelLooks = {
  open: ["soon", "none"],
  sent: ["quiet", "half"],
  delivered: ["good", "full"],
  cancelled: ["quiet", "cross"],
  failed: ["bad", "cross"],
} as const;

interface ParcelProps {
  readonly parcel: Fulfillment;
  readonly number: number;
  readonly order: OrderSnapshot;
  readonly timezone: string;
}

function Parcel({ parcel, number, order, timezone }: ParcelProps) {
  const { t, code } = useWords();
  const [tone, fill] = parcelLooks[parcel.state];
  return (
    <div className="tek-entry">
      <div className="tek-entry-head">
        <strong>{t("parcels.one", { number })}</strong>
        <Badge text={code(`parcel.${parcel.state}`)} tone={tone} fill={fill} />
        <span className="tek-quiet">{t("parcels.status", { status: parcel.status })}</span>
      </div>
      <LinesOf lines={parcel.lines} order={order} />
      {parcel.tracking.length === 0 && <p className="tek-quiet">{t("parcels.no-tracking")}</p>}
      {parcel.tracking.map((track) => (
        <p key={`${track.carrier} ${track.number} ${track.url}`} className="tek-track">
          {track.carrier && <span>{track.carrier}</span>}
          {track.url ? (
            <OutwardLink href={track.url}>{t("parcels.track", { number: track.number ?? "" })}</OutwardLink>
          ) : (
            <span className="tek-number">{track.number}</span>
          )}
          {track.number && <CopyButton text={track.number} label={t("copy.tracking", { number: track.number })} />}
        </p>
      ))}
      <Proof evidence={parcel.sent} what="parcels.sent" timezone={timezone} />
      <Proof evidence={parcel.delivered} what="parcels.delivered" timezone={timezone} />
    </div>
  );
}

interface ProofProps {
  readonly evidence: Evidence | null;
  readonly what: "parcels.sent" | "parcels.delivered";
  readonly timezone: string;
}

function Proof({ evidence, what, timezone }: ProofProps) {
  const { t, code, format } = useWords();
  if (!evidence) return null;
  const date = format.dateTime(evidence.at, timezone);
  return <p>{t(what, { date, evidence: code(`evidence.${evidence.by}`) })}</p>;
}

interface LinesOfProps {
  readonly lines: readonly { readonly line: string; readonly quantity: number }[];
  readonly order: OrderSnapshot;
}

function LinesOf({ lines, order }: LinesOfProps) {
  const { t, format } = useWords();
  if (lines.length === 0) return null;
  const title = (id: string) => order.lines.find((line) => line.id === id)?.title ?? t("refunds.removed-line");
  return <p>{lines.map(({ line, quantity }) => `${title(line)} ×${format.count(quantity)}`).join(", ")}</p>;
}

function Payments({ order, view }: { readonly order: OrderSnapshot; readonly view: OrderPageView }) {
  const { t, code } = useWords();
  const method = order.payment.title ?? code(`method.${order.payment.method}`);
  return (
    <Section title={t("payments.title")} shop={view.shop}>
      <p className="tek-section-note">{t("payments.method", { method })}</p>
      {order.payments.length === 0 ? (
        <p className="tek-section-note tek-quiet">{t("payments.none")}</p>
      ) : (
        order.payments.map((payment) => <PaymentEntry key={payment.id} payment={payment} timezone={view.timezone} />)
      )}
    </Section>
  );
}

const paymentLooks = { success: ["good", "full"], pending: ["soon", "half"], failure: ["bad", "cross"] } as const;

function PaymentEntry({ payment, timezone }: { readonly payment: Payment; readonly timezone: string }) {
  const { code, format } = useWords();
  const [tone, fill] = paymentLooks[payment.status];
  return (
    <div className="tek-entry tek-entry-row">
      <strong>{code(`transaction.${payment.kind}`)}</strong>
      <Badge text={code(`transaction-status.${payment.status}`)} tone={tone} fill={fill} />
      <span className="tek-quiet">
        {[payment.gateway, payment.at && format.dateTime(payment.at, timezone)].filter(Boolean).join(" · ")}
      </span>
      <span className="tek-entry-end tek-number">
        <Money amount={payment.amount} />
      </span>
    </div>
  );
}

interface RefundProps {
  readonly refund: Refund;
  readonly order: OrderSnapshot;
  readonly timezone: string;
}

function RefundEntry({ refund, order, timezone }: RefundProps) {
  const { t, code, format } = useWords();
  const title = (id: string) => order.lines.find((line) => line.id === id)?.title ?? t("refunds.removed-line");
  return (
    <div className="tek-entry">
      <div className="tek-entry-head">
        <strong>{t("refunds.amount", { amount: format.amount(refund.amount) })}</strong>
        {refund.at && <span className="tek-quiet">{format.dateTime(refund.at, timezone)}</span>}
      </div>
      {refund.reason && <p>{t("refunds.reason", { reason: refund.reason })}</p>}
      {refund.lines.map((line) => (
        <p key={line.line}>
          {`${title(line.line)} ×${format.count(line.quantity)} · ${format.amount(line.amount)} · `}
          <span className="tek-quiet">{code(`restocked.${line.restocked}`)}</span>
        </p>
      ))}
    </div>
  );
}
