import { type Address, isWithheld, type OrderSnapshot, type Shown } from "#app/domain/orders/snapshot.ts";
import type { ShopBadge } from "#app/views/order-list.ts";
import { useWords } from "../i18n/use-words.tsx";
import { Badge } from "../orders/badges.tsx";
import { CopyButton, Section, WithheldNote } from "./parts.tsx";
import { addressLines } from "./timeline-words.ts";

interface Props {
  readonly order: OrderSnapshot;
  readonly shop: ShopBadge;
}

export function People({ order, shop }: Props) {
  const { t } = useWords();
  const { shipping, billing } = order.people;
  const same = JSON.stringify(shipping) === JSON.stringify(billing) && shipping !== null && !isWithheld(shipping);
  return (
    <Section title={t("customer.title")} shop={shop}>
      <CustomerBlock order={order} />
      <div className="tek-block">
        <h3>{t("address.shipping")}</h3>
        <AddressBlock address={shipping} />
      </div>
      <div className="tek-block">
        <h3>{t("address.billing")}</h3>
        {same ? <p className="tek-quiet">{t("address.same")}</p> : <AddressBlock address={billing} />}
      </div>
    </Section>
  );
}

/** Stands where the customer, the addresses and the remarks were. */
export function ErasedPeople({ shop }: Pick<Props, "shop">) {
  const { t } = useWords();
  return (
    <Section
      title={t("customer.title")}
      shop={shop}
      beside={<Badge text={t("erased.short")} tone="quiet" fill="cross" />}
    >
      <div className="tek-block" data-erased>
        <p>{t("erased.customer")}</p>
        <p className="tek-quiet">{t("erased.since")}</p>
      </div>
    </Section>
  );
}

function CustomerBlock({ order }: { readonly order: OrderSnapshot }) {
  const { t } = useWords();
  const { customer } = order.people;
  if (isWithheld(customer))
    return (
      <div className="tek-block">
        <WithheldNote value={customer} />
      </div>
    );
  if (!customer) return <p className="tek-section-note">{t("customer.none")}</p>;
  return (
    <div className="tek-block">
      <strong>{customer.name ?? t("customer.no-name")}</strong>
      {customer.id === null && <p className="tek-quiet">{t("customer.guest")}</p>}
      {customer.email && (
        <p className="tek-copyable">
          <a className="tek-link" href={`mailto:${customer.email}`}>
            {customer.email}
          </a>
          <CopyButton text={customer.email} label={t("copy.email")} />
        </p>
      )}
      {customer.phone && (
        <p className="tek-copyable">
          <a className="tek-link tek-number" href={`tel:${customer.phone.replaceAll(" ", "")}`}>
            {customer.phone}
          </a>
          <CopyButton text={customer.phone} label={t("copy.phone")} />
        </p>
      )}
    </div>
  );
}

function AddressBlock({ address }: { readonly address: Shown<Address> }) {
  const { t, format } = useWords();
  if (isWithheld(address)) return <WithheldNote value={address} />;
  const lines = address ? addressLines(address, format) : [];
  if (lines.length === 0) return <p className="tek-quiet">{t("address.none")}</p>;
  return (
    <div className="tek-copyable">
      <address>{lines.join("\n")}</address>
      <CopyButton text={lines.join("\n")} label={t("copy.address")} />
    </div>
  );
}

export function RemarksCard({ order, shop }: Props) {
  const { t } = useWords();
  const { remarks } = order.people;
  return (
    <Section title={t("remarks.title")} shop={shop}>
      <div className="tek-block">
        {isWithheld(remarks) ? (
          <WithheldNote value={remarks} />
        ) : (
          <>
            {remarks?.note && <p className="tek-note">{remarks.note}</p>}
            {remarks && remarks.attributes.length > 0 && (
              <dl className="tek-pairs">
                {remarks.attributes.map(({ name, value }) => (
                  <div key={`${name} ${value}`}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            )}
            {!remarks?.note && !remarks?.attributes.length && <p className="tek-quiet">{t("remarks.none")}</p>}
          </>
        )}
      </div>
    </Section>
  );
}
