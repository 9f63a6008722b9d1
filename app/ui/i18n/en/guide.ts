/** The first-run guide. */
export const enGuide = {
  "guide.title": "First steps",
  "guide.intro":
    "A few steps, and Tek does most of them by itself. What stands here is read from your shops as it happens.",
  "guide.step.done": "Done",
  "guide.step.under-way": "Under way",
  "guide.step.held": "Held up",
  "guide.step.to-do": "To do",
  "guide.step.optional": "If you have one",
  "guide.found.none": "Find your shop",
  "guide.found.none.body":
    "Tek knows no shop of yours yet. Link the first one: a WooCommerce shop by approving Tek on its own page, a Shopify shop by opening Tek in its admin.",
  "guide.found.title": "{count, plural, one {Your shop is found} other {Your shops are found}}",
  "guide.found.body":
    "Name, currency and time zone come from the shop itself. Something is wrong? Change it there: Tek follows.",
  "guide.orders.title": "Your orders come in",
  "guide.orders.none": "This begins by itself once a shop is linked.",
  "guide.orders.body":
    "New orders come at once; the older ones are fetched meanwhile. You can go on working, and close this page.",
  "guide.orders.done": "What the shop shows is here. From now on every order comes by itself, within seconds.",
  "guide.orders.held":
    "{name} does not answer as it should, so its import stands still. Nothing is lost. The Shops page says why, and what to do.",
  "guide.reach.all": "Tek fetches all orders, back to the first one.",
  "guide.reach.days":
    "Tek fetches the orders of the last {days, plural, one {# day} other {# days}}. {platform} shows it no older ones: the permission “read_all_orders” is missing. The older orders stay safe in the shop.",
  "guide.reach.what":
    "To have them here too: whoever runs Tek requests “read_all_orders” for the app in Shopify’s Dev Dashboard. Once Shopify grants it, open Tek in the shop’s admin and approve. The older orders then come by themselves.",
  "guide.second.title": "Link a second shop",
  "guide.second.body": "Orders of all your shops then stand in one list. If this is your only shop, leave it out.",
  "guide.second.done": "In one list: {names}.",
  "guide.second.woo": "Link WooCommerce",
  "guide.second.shopify": "Join a Shopify shop",
  "guide.ready.title": "That is all",
  "guide.ready.body": "Tek is set up. You find shops, webhooks and this guide under Shops at any time.",
  "guide.ready.wait": "When the orders are in, Tek is set up. You need not wait here.",
  "guide.to-shops": "Go to shops",
  "guide.close": "Close this guide",
  "guide.strip": "First steps: {done, number} of {of, number} done",
  "guide.strip.go": "Go on",
  "guide.strip.close": "Do not show again",
} as const;
