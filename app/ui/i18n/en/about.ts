/** What Tek keeps of people, and where help is: pages that anybody may read. */
export const enAbout = {
  "foot.label": "About Tek",
  "policy.title": "Privacy",
  "policy.intro":
    "Tek is a program that a merchant, or somebody for them, runs on a server of their own choice. This page says what it does with data; who runs it answers for it.",
  "policy.what": "What Tek stores",
  "policy.what.orders":
    "Of each linked shop: its orders with items, amounts, payments, shipments and refunds, and of the customer what the order names: name, e-mail, phone, shipping and billing address, and what was written with the order.",
  "policy.what.raw":
    "Each order also as the shop last sent it, whole; what changed on it and when; records that could not be read, with their content; and messages of the shop (webhooks).",
  "policy.what.own": "What people add in Tek: tags, saved views, columns.",
  "policy.what.keys":
    "The shops’ keys and tokens, encrypted with a key that is kept outside the database. Of people who use Tek: their language, for Shopify the number that Shopify gives them, and that they are signed in. No passwords.",
  "policy.why": "Why",
  "policy.why.body":
    "To show a merchant the orders of all their shops in one list, to find them and to follow them. For nothing else: no advertising, no profiles, no statistics about people.",
  "policy.who": "Who can see it",
  "policy.who.members":
    "Everybody of the workspace: whoever opened one of its sign-in links, and whoever can open Tek in the admin of a Shopify shop that belongs to it.",
  "policy.who.operator":
    "Whoever runs Tek’s server can read what it stores. Its log holds no personal data and no keys.",
  "policy.who.others":
    "Nobody else. Tek speaks with the linked shops only. A browser also loads the goods’ pictures from the shops, and inside the Shopify admin a script of Shopify’s.",
  "policy.long": "How long",
  "policy.long.orders":
    "Orders stay while the shop is linked, also when the shop deleted them: they are marked so. After a shop was disconnected they stay until somebody deletes them on the Shops page.",
  "policy.long.rest":
    "Messages of shops are deleted 30 days after they were handled, and a sign-in ends after 30 days. Tek sets two cookies: the sign-in, and the chosen language.",
  "policy.erase": "How erasing works",
  "policy.erase.shopify":
    "Customers ask their shop. Shopify passes it on, and Tek erases by itself: names, addresses, e-mail, phone, remarks, the orders as they were sent, and words to search by. Amounts, items, country, tracking numbers and tags stay, and a name that somebody typed into a saved view. 48 hours after Tek was uninstalled Shopify asks for the whole shop, and everything of it is deleted.",
  "policy.erase.woocommerce":
    "WooCommerce passes no such request on. What was erased in the shop is read anew, but what Tek read before stays in the order’s history. To erase all of it, disconnect the shop and delete its orders on the Shops page; linked again, Tek reads what the shop still has.",
  "policy.erase.told":
    "What is held of a customer can be downloaded for a request that came through Shopify, under Shops → Privacy requests.",
  "policy.erase.copies":
    "Backups are made and deleted by whoever runs Tek. After an old one was restored, erasing must be asked again.",
  "support.title": "Support",
  "support.intro": "Most things that go wrong are named by Tek itself, with what to do.",
  "support.first": "Look here first",
  "support.first.shops":
    "Shops: each card says in a sentence how the shop is. A paused shop says why, and has a button to try again. Nothing is lost meanwhile.",
  "support.first.aside": "Set aside: orders that could not be read, with their cause.",
  "support.first.guide": "First steps, on the Shops page, if you are just beginning.",
  "support.doctor": "Have Tek examine itself",
  "support.doctor.body":
    "Whoever runs Tek types this in a terminal on its server. It looks at settings, database, workers, every shop and its webhooks, changes nothing, and says in a line each what is wrong and how to mend it:",
  "support.doctor.command": "npm run tek -- doctor",
  "support.ask": "Ask",
  "support.ask.mail": "Write to {contact}.",
  "support.ask.page": "You find help at",
  "support.ask.operator": "Ask whoever runs this Tek: they gave you the link, or installed the app in your shop.",
  "support.send": "What to send",
  "support.send.what":
    "The address of the page, the time with the time zone, the sentence that Tek shows, and the answer of “tek doctor”.",
  "support.send.order":
    "For an order: its number and its shop. A picture of the screen helps; cover names and addresses.",
  "support.send.never":
    "Never send keys: no ck_…, cs_… or shpat_…, no sign-in link, no file “tek.key”. Nobody needs them to help. If one got out, revoke it in the shop and make a new one.",
} as const;
