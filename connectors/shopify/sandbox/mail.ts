import type { MailKind, StoredMail } from "./model.ts";
import type { StoredOrder } from "./order-model.ts";
import type { Mark } from "./scene.ts";
import type { Minter } from "./state.ts";

/** Subjects of Shopify's own templates (Settings › Notifications › Customer notifications). */
const subjects: Readonly<Record<MailKind, (name: string) => string>> = {
  order_confirmation: (name) => `Order ${name} confirmed`,
  shipping_confirmation: (name) => `A shipment from order ${name} is on the way`,
  shipping_update: (name) => `Shipping update for order ${name}`,
  order_refund: (name) => `Refund notification for order ${name}`,
  order_cancelled: (name) => `Order ${name} has been canceled`,
};

/** The mails that marks of an order cause; none where the shop has no address to write to. */
export function mailsOf(order: StoredOrder, marks: readonly Mark[], mint: Minter, at: number): StoredMail[] {
  const { email } = order;
  if (email === null) return [];
  return marks.flatMap(({ mail }) =>
    mail === undefined
      ? []
      : [{ id: mint.id(), at, orderId: order.id, kind: mail, to: email, subject: subjects[mail](order.name) }],
  );
}
