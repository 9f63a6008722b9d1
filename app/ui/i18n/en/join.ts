/** A Shopify shop joins a workspace: what its owner does on the shops' page, and what a person of the shop is asked in its admin. */
export const enJoin = {
  "connect.shopify.join": "Into this workspace",
  "connect.shopify.join.help":
    "A shop that should stand beside the ones here joins by a link: make it here, then open it signed in to that shop’s admin and confirm there. From then on everyone who can open Tek in that admin sees and manages all shops of this workspace.",
  "connect.shopify.address": "Shopify address",
  "connect.shopify.address.hint": "It ends in .myshopify.com; the shop’s admin shows it under Settings → Domains.",
  "connect.shopify.make": "Make a link",
  "connect.shopify.link": "Link for {shop}",
  "connect.shopify.link.open":
    "Open this link in a browser that is signed in to that shop’s admin, or send it to a person of the shop.",
  "connect.shopify.link.install":
    "If Tek is not installed there yet, Shopify asks for that first. Then open the link once more.",
  "connect.shopify.link.confirm": "The page names this workspace. Confirm there, and the shop appears here.",
  "connect.shopify.link.until": "It works once, until {time}, and for this shop only. A newer one makes it void.",
  "connect.shopify.copy": "Copy the link",
  "connect.shopify.waiting": "Waiting until a person of {shop} confirms. The link works until {time}.",
  "connect.shopify.declined": "{shop} did not join",
  "connect.shopify.none":
    "This Tek has no Shopify app yet. Whoever runs it sets one up; one shop’s own custom app is linked in a terminal with “tek shops connect shopify”.",
  "join.title": "Joining a workspace",
  "join.question": "Join {shop} to the workspace “{workspace}”?",
  "join.asked":
    "The people of “{workspace}” asked to have this shop in their list of orders. Nothing has been shared yet.",
  "join.who": "Who sees what then",
  "join.who.theirs":
    "Everyone in “{workspace}” sees the orders of {shop} with its customers’ names and addresses, and may link and disconnect it.",
  "join.who.ours":
    "Everyone who can open Tek in this shop’s admin sees and manages all shops of “{workspace}” with their orders: {shops}.",
  "join.who.ours-none":
    "Everyone who can open Tek in this shop’s admin sees and manages whatever shops come to “{workspace}” later.",
  "join.who.undone":
    "It can be undone on the Shops page at any time: disconnect the shop, then delete its orders there.",
  "join.warning": "Join only if you know who sent you this link. If you do not, say no.",
  "join.yes": "Join “{workspace}”",
  "join.no": "No, do not join",
  "join.joined": "The shop has joined “{workspace}”",
  "join.joined.body": "Its orders are being imported; you find them beside those of the other shops.",
  "join.to-shops": "Go to shops",
  "join.go-on": "Go on",
  "join.declined": "The shop does not join",
  "join.declined.body": "Nothing was shared, and the link is void. The workspace is told that you said no.",
  "join.alone": "Use Tek for this shop alone",
  "join.alone.done": "The shop is linked. Its orders are being imported.",
  "join.awaited": "A workspace of Tek asks for {shop}",
  "join.awaited.link":
    "If you were sent a link, open it now: it says whose workspace it is and asks whether this shop should join.",
  "join.awaited.else":
    "If you know of no link, leave that aside: Tek then shows this shop alone, and nobody else sees it.",
  "join.refused": "The shop was not joined",
} as const;
