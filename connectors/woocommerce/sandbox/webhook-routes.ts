import type { Webhook } from "./entities.ts";
import { page, pickFields } from "./query.ts";
import { RestError } from "./reply.ts";
import type { Route } from "./router.ts";
import { createWebhook, needWebhook, updateWebhook, webhookJson } from "./webhooks.ts";

/** `ping` knocks at a new webhook's door before its creation is answered, as in life. */
export function webhookRoutes(ping: (webhook: Webhook) => Promise<void>): readonly Route[] {
  return [
    {
      path: "/wc/v3/webhooks",
      on: {
        read: (shop, { params }) => {
          const status = params.text("status") ?? "all";
          const items = [...shop.state.webhooks.values()]
            .filter((hook) => status === "all" || hook.status === status)
            .sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
          return page(shop, params, {
            items,
            path: "/wc/v3/webhooks",
            forgetsBeyond: false,
            render: (hook) => webhookJson(shop, hook),
          });
        },
        write: async (shop, { body }) => {
          const webhook = createWebhook(shop, body);
          shop.state.commit();
          await ping(webhook);
          const location = `${shop.origin}/wp-json/wc/v3/webhooks/${webhook.id}`;
          return { status: 201, body: webhookJson(shop, webhook), headers: { Location: location } };
        },
      },
    },
    {
      path: "/wc/v3/webhooks/:id",
      on: {
        read: (shop, { ids, params }) => ({
          status: 200,
          body: pickFields(webhookJson(shop, needWebhook(shop, ids[0])), params),
        }),
        write: (shop, { ids, body }) => ({ status: 200, body: webhookJson(shop, updateWebhook(shop, ids[0], body)) }),
        remove: (shop, { ids, params }) => {
          const webhook = needWebhook(shop, ids[0]);
          if (!params.flag("force"))
            throw new RestError(501, "woocommerce_rest_trash_not_supported", "Webhooks do not support trashing.");
          shop.state.drop("webhook", webhook.id);
          return { status: 200, body: webhookJson(shop, webhook) };
        },
      },
    },
  ];
}
