/** What people and shops asked through their platforms. */
export const enPrivacy = {
  "privacy.title": "Privacy requests",
  "privacy.back": "Back to shops",
  "privacy.intro":
    "What customers and shops asked through their platform. Tek erases by itself; what somebody wants to be told, you give out.",
  "privacy.none": "No request has come so far.",
  "privacy.waiting":
    "{count, plural, one {A customer asked what is held of them. Answer by {date}.} other {# customers asked what is held of them. Answer the first by {date}.}}",
  "privacy.customer-data": "A customer wants to know what is held of them",
  "privacy.customer-data.body":
    "Download what Tek holds and send it to the customer yourself: the shop knows who they are. Then mark it as answered.",
  "privacy.customer-erase": "A customer wants to be forgotten",
  "privacy.customer-erase.body":
    "Name, e-mail, phone, addresses, remarks and the orders as the shop sent them are erased. Amounts and items stay.",
  "privacy.shop-erase": "A shop wants to be forgotten",
  "privacy.shop-erase.body":
    "Everything of the shop is erased once it has left. If it was installed again, nothing is.",
  "privacy.by": "Asked through",
  "privacy.through": "{shop}, {platform}",
  "privacy.through.erased": "A shop that was erased, {platform}",
  "privacy.received": "Received",
  "privacy.due": "Due by",
  "privacy.done": "Done",
  "privacy.reached": "Orders reached",
  "privacy.orders": "Orders:",
  "privacy.orders.more": "and {count, number} more",
  "privacy.state.done": "Done",
  "privacy.state.late": "Overdue",
  "privacy.state.yours": "Waits for you",
  "privacy.state.tek": "Tek is at it",
  "privacy.download": "Download what Tek holds",
  "privacy.answer": "Mark as answered",
  "privacy.answered": "Marked as answered.",
  "privacy.gone": "This request was answered before.",
} as const;
