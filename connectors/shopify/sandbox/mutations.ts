import type { GraphQLResolveInfo } from "graphql";
import { fulfillmentMutations } from "./fulfillment-mutations.ts";
import { fulfillmentOrderMutations } from "./fulfillment-order-mutations.ts";
import type { GraphContext, View } from "./graph-context.ts";
import { idempotencyKey } from "./idempotency.ts";
import { fromGid } from "./options.ts";
import type { StoredOrder } from "./order-model.ts";
import { actOn } from "./orders.ts";
import { nodeOf } from "./query-root.ts";
import { refundCreate } from "./refund-mutation.ts";
import { returnMutations } from "./return-mutations.ts";
import { type Mark, Refused, type Scene } from "./scene.ts";
import { subscriptionView } from "./shop-graph.ts";
import { mintFor } from "./state.ts";
import { stockMutations } from "./stock-mutations.ts";

interface Tagging {
  readonly id: string;
  readonly tags: readonly string[];
}
interface OrderInput {
  readonly id: string;
  readonly note?: string | null;
  readonly tags?: readonly string[] | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly poNumber?: string | null;
  readonly customAttributes?: readonly { key: string; value: string }[] | null;
}
interface CancelInput {
  readonly orderId: string;
  readonly reason: NonNullable<StoredOrder["cancelReason"]>;
  readonly restock: boolean;
  readonly refund?: boolean | null;
  readonly refundMethod?: { readonly originalPaymentMethodsRefund?: boolean | null } | null;
  readonly staffNote?: string | null;
  readonly notifyCustomer?: boolean | null;
}
interface SubscriptionInput {
  readonly topic: string;
  readonly webhookSubscription: {
    uri?: string | null;
    callbackUrl?: string | null;
    filter?: string | null;
    name?: string | null;
    includeFields?: readonly string[] | null;
  };
}

/** The root of every mutation that the stand-in plays. Rules that refuse answer as `userErrors`, as Shopify's do. */
export function mutationRoot(context: GraphContext): View {
  const tagging =
    (way: "add" | "remove") =>
    ({ id, tags }: Tagging) => {
      const done = changeOrder(context, id, (draft, scene) =>
        actOn(draft, { action: "tag", order: draft.id, [way]: [...tags] }, scene),
      );
      return {
        __typename: way === "add" ? "TagsAddPayload" : "TagsRemovePayload",
        node: done.order ? nodeOf(context, id) : null,
        userErrors: done.userErrors,
      };
    };
  const plain =
    (typename: string, rule: (draft: StoredOrder, scene: Scene) => Mark[]) =>
    ({ input }: { input: { id: string } }) => {
      const done = changeOrder(context, input.id, rule);
      return { __typename: typename, order: done.order && context.orderView(done.order), userErrors: done.userErrors };
    };
  return {
    __typename: "Mutation",
    tagsAdd: tagging("add"),
    tagsRemove: tagging("remove"),
    orderUpdate: ({ input }: { input: OrderInput }) => {
      const done = changeOrder(context, input.id, (draft, scene) => update(draft, input, scene));
      return {
        __typename: "OrderUpdatePayload",
        order: done.order && context.orderView(done.order),
        userErrors: done.userErrors,
      };
    },
    orderMarkAsPaid: plain("OrderMarkAsPaidPayload", (draft, scene) =>
      actOn(draft, { action: "pay", order: draft.id }, scene),
    ),
    orderClose: plain("OrderClosePayload", (draft, scene) => actOn(draft, { action: "close", order: draft.id }, scene)),
    orderOpen: plain("OrderOpenPayload", (draft, scene) => {
      if (draft.closedAt === null) throw new Refused("Order is already open");
      draft.closedAt = null;
      return actOn(draft, { action: "note", order: draft.id, note: draft.note }, scene);
    }),
    orderCancel: (args: CancelInput) => cancel(context, args),
    refundCreate: (args: Parameters<typeof refundCreate>[1], info: GraphQLResolveInfo) =>
      refundCreate(context, args, idempotencyKey(info)),
    ...fulfillmentMutations(context),
    ...stockMutations(context),
    ...fulfillmentOrderMutations(context),
    ...returnMutations(context),
    webhookSubscriptionCreate: (args: SubscriptionInput) => subscribe(context, args),
    webhookSubscriptionDelete: ({ id }: { id: string }) => unsubscribe(context, id),
  };
}

interface Changed {
  readonly order: StoredOrder | null;
  readonly userErrors: readonly View[];
}

function userError(field: readonly string[] | null, message: string, code?: string): View {
  return { __typename: "UserError", field, message, code };
}

/** Applies a rule to an order named by gid; what the rule refuses becomes a user error. */
function changeOrder(context: GraphContext, id: string, rule: (draft: StoredOrder, scene: Scene) => Mark[]): Changed {
  try {
    return { order: context.desk.change(fromGid(id)?.id ?? "", rule), userErrors: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { order: null, userErrors: [userError(["id"], error.message)] };
  }
}

function update(draft: StoredOrder, input: OrderInput, scene: Scene): Mark[] {
  if (input.note !== undefined) draft.note = input.note;
  if (input.tags) draft.tags = [...new Set(input.tags)].sort();
  if (input.email !== undefined) draft.email = input.email;
  if (input.phone !== undefined) draft.phone = input.phone;
  if (input.poNumber !== undefined) draft.poNumber = input.poNumber;
  if (input.customAttributes) draft.attributes = input.customAttributes.map(({ key, value }) => ({ key, value }));
  return actOn(draft, { action: "note", order: draft.id, note: draft.note }, scene);
}

/** Cancelling is a job at Shopify; here it is done when the answer comes. */
function cancel(
  context: GraphContext,
  { orderId, reason, restock, refund, refundMethod, staffNote, notifyCustomer }: CancelInput,
): View {
  const giveBack = refund ?? refundMethod?.originalPaymentMethodsRefund ?? false;
  const jobId = `gid://shopify/Job/${mintFor(context.store, context.options.world).uuid()}`;
  try {
    context.desk.change(
      fromGid(orderId)?.id ?? "",
      (draft, scene) =>
        actOn(
          draft,
          {
            action: "cancel",
            order: draft.id,
            reason,
            restock,
            refund: giveBack,
            staffNote: staffNote ?? null,
            notify: notifyCustomer ?? false,
          },
          scene,
        ),
      (order) => [{ kind: "job", put: { id: jobId, orderId: order.id } }],
    );
    return {
      __typename: "OrderCancelPayload",
      job: { __typename: "Job", id: jobId, done: false },
      orderCancelUserErrors: [],
      userErrors: [],
    };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const refused = { __typename: "OrderCancelUserError", field: ["orderId"], message: error.message, code: "INVALID" };
    return { __typename: "OrderCancelPayload", job: null, orderCancelUserErrors: [refused], userErrors: [] };
  }
}

function subscribe(context: GraphContext, { topic, webhookSubscription: asked }: SubscriptionInput): View {
  const uri = asked.uri ?? asked.callbackUrl;
  const refusal = (message: string) => ({
    __typename: "WebhookSubscriptionCreatePayload",
    webhookSubscription: null,
    userErrors: [userError(["webhookSubscription", "uri"], message)],
  });
  if (!uri || !URL.canParse(uri)) return refusal("Address is invalid");
  for (const one of context.store.all("subscription"))
    if (one.topic === topic && one.uri === uri) return refusal("Address for this topic has already been taken");
  const mint = mintFor(context.store, context.options.world);
  const put = {
    id: mint.id(),
    topic,
    uri,
    includeFields: [...(asked.includeFields ?? [])],
    filter: asked.filter ?? null,
    name: asked.name ?? null,
    failures: 0,
    createdAt: context.now,
  };
  context.store.commit([{ kind: "subscription", put }, ...mint.changes()]);
  return { __typename: "WebhookSubscriptionCreatePayload", webhookSubscription: subscriptionView(put), userErrors: [] };
}

function unsubscribe(context: GraphContext, text: string): View {
  const id = fromGid(text)?.id ?? "";
  const known = context.store.get("subscription", id) !== undefined;
  if (known) context.store.commit([{ kind: "subscription", drop: id }]);
  return {
    __typename: "WebhookSubscriptionDeletePayload",
    deletedWebhookSubscriptionId: known ? text : null,
    userErrors: known ? [] : [userError(["id"], "Webhook subscription does not exist")],
  };
}
