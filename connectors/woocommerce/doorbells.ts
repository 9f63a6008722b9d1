import { z } from "zod";
import { Fault } from "../contract/fault.ts";
import type { BellsByApi } from "../contract/port.ts";
import type { WooClient } from "./client.ts";
import { orderTopics } from "./webhooks.ts";

const webhookSchema = z.object({
  id: z.union([z.int(), z.string()]).transform(String),
  status: z.string(),
  topic: z.string(),
  delivery_url: z.string(),
});
const listSchema = z.array(webhookSchema);
type Webhook = z.infer<typeof webhookSchema>;

const perPage = 100;
const mostPages = 10;

/**
 * Webhooks of one site. A disabled one is made anew: WooCommerce counts failures, and setting it active again leaves the count where
 * the next failure disables it (measured). Needs a key that may write; a read-only key is a "forbidden" fault.
 */
export function createDoorbells(client: WooClient): BellsByApi {
  return {
    by: "api",
    async ensure(address, secret) {
      const mine = (await listAll(client)).filter(({ delivery_url }) => delivery_url === address);
      let made = false;
      let revived = false;
      for (const topic of orderTopics) {
        const same = mine.filter((webhook) => webhook.topic === topic);
        const [alive, ...extra] = same.filter(({ status }) => status === "active");
        const dead = same.filter(({ status }) => status !== "active");
        if (alive) await client.write("put", `webhooks/${alive.id}`, { secret });
        else {
          const name = `Tek ${topic}`;
          await client.write("post", "webhooks", { name, topic, delivery_url: address, secret, status: "active" });
          if (dead.length) revived = true;
          else made = true;
        }
        for (const webhook of [...dead, ...extra]) await remove(client, webhook);
      }
      return revived ? "revived" : made ? "made" : "in-place";
    },
    async remove(address) {
      for (const webhook of await listAll(client)) if (webhook.delivery_url === address) await remove(client, webhook);
    },
  };
}

async function listAll(client: WooClient): Promise<Webhook[]> {
  const all: Webhook[] = [];
  for (let page = 1; page <= mostPages; page++) {
    const { body, headers } = await client.read("webhooks", { per_page: perPage, page }, 1);
    const listed = listSchema.safeParse(body.value);
    if (!listed.success) throw new Fault("unreadable", { code: "woocommerce.webhooks-unreadable", body: body.text });
    all.push(...listed.data);
    if (all.length >= Number(headers.get("x-wp-total") ?? 0)) break;
  }
  return all;
}

async function remove(client: WooClient, webhook: Webhook): Promise<void> {
  try {
    await client.write("delete", `webhooks/${webhook.id}`, null, { force: "true" });
  } catch (error) {
    // Somebody was quicker.
    if (!(error instanceof Fault && error.kind === "missing")) throw error;
  }
}
