/** What is said before a shop is parted with. */
export const enParting = {
  "part.open": "Disconnect…",
  "part.title": "Disconnect {name}?",
  "part.kept": "Kept",
  "part.kept.orders":
    "{count, plural, =0 {Its orders, of which there are none yet} one {Its order, as it was last read} other {Its # orders, as they were last read}}. Nothing is updated any more.",
  "part.kept.place": "How far the shop was read: linked again, it goes on from there.",
  "part.deleted": "Deleted",
  "part.deleted.credentials": "Tek’s credentials for {platform}.",
  "part.deleted.webhooks.keys": "The webhooks that Tek made in the shop.",
  "part.deleted.webhooks.shopify": "What Shopify sent and was not read yet. Later webhooks are thrown away.",
  "part.again.keys":
    "The API key itself stays valid in WooCommerce: revoke it there under Settings → Advanced → REST API.",
  "part.again.shopify":
    "Tek stays installed in the Shopify admin: whoever opens it there connects the shop again. To end that too, uninstall Tek there.",
  "part.submit": "Disconnect {name}",
  "part.cancel": "Keep it as it is",
  "part.done": "Disconnected.",
  "part.left":
    "The shop did not let Tek take its webhooks down. They are refused from now on, and the shop gives up by itself; or delete those named “Tek …” in WooCommerce under Settings → Advanced → Webhooks.",
  "part.orders.open": "Delete its orders…",
  "part.orders.title": "Delete the orders of {name}?",
  "part.orders.body":
    "{count, plural, one {# order is} other {# orders are}} deleted from Tek with customers, timeline and tags of your own. The shop itself is not touched. This cannot be undone; linked again, the shop is imported anew.",
  "part.orders.name": "Type the shop’s name to confirm: {name}",
  "part.orders.wrong": "This is not the shop’s name. Type: {name}",
  "part.orders.submit": "Delete {count, plural, one {# order} other {# orders}}",
} as const;
