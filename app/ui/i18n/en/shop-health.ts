/** How a shop is, in sentences. */
export const enShopHealth = {
  "shops.say.waiting": "The import begins in a moment.",
  "shops.say.importing": "Older orders are being imported; new ones come at once.",
  "shops.say.disconnected": "Its orders stay here as they were last read.",
  "shops.say.disconnected-on": "Since {date}. Its orders stay here as they were last read.",
  "shops.say.left":
    "Tek was uninstalled there on {date}, and asks the shop nothing any more. Its orders stay here until {platform} asks to erase them, which it does after 48 hours. Install Tek again in the shop’s admin, and it goes on from there.",
  "shops.say.heard": "Last heard {ago}.",
  "shops.say.not-heard": "Nothing heard yet.",
  "shops.say.trouble": "Reads have failed since {date}",
  "shops.say.trouble.safe": "Nothing is lost: Tek keeps trying, and goes on from there once the shop answers.",
  "shops.say.orders": "{count, plural, one {# order} other {# orders}} since {date}.",
  "shops.say.no-orders": "No orders yet.",
  "shops.say.doorbells.in-place": "Webhooks work.",
  "shops.say.doorbells.waiting": "No webhook has come yet: the shop is asked each minute.",
  "shops.say.doorbells.failing": "Webhooks fail: the shop is asked each minute.",
  "shops.say.doorbells.none": "No webhooks: the shop is asked each minute.",
  "shops.doorbells.rung": "Last webhook:",
  "shops.doorbells.checked": "Checked:",
  "shops.doorbells.revived": "Found switched off and put up again:",
  "shops.compared": "Compared with the shop",
  "shops.compared.not-yet": "Not yet. It is done once a day",
  "shops.compared.running": "Under way: {count, plural, one {# order} other {# orders}} so far",
  "shops.compared.alike":
    "{count, plural, =0 {No order on either side} one {# order, alike} other {All # orders alike}}",
  "shops.compared.differed":
    "{alike, number} of {of, number} orders alike; {count, plural, one {the other one was} other {the other # were}} read again",
  "shops.compared.at": "Last time:",
  "shops.reach": "Orders reach back",
  "shops.reach.all": "To the first one that the shop has",
  "shops.reach.days":
    "{days, plural, one {# day} other {# days}}. {platform} shows Tek no older ones; they stay in the shop.",
} as const;
