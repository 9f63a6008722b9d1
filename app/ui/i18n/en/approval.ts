/** Linking a WooCommerce shop by approving Tek on the shop's own page. */
export const enApproval = {
  "connect.woo.approve": "Link with WooCommerce",
  "connect.woo.approve.help":
    "Type the shop’s address. Its own page then asks you to approve Tek, and hands the keys over by itself. You need to be able to manage the shop.",
  "connect.woo.by-keys": "Enter keys by hand instead",
  "connect.woo.by-approval": "Approve on the shop’s page instead",
  "connect.woo.approving": "Approve Tek on {address}",
  "connect.woo.approving.body": "The shop’s page opens now. It brings you back here.",
  "connect.woo.approving.tab":
    "The shop’s page opens in a new tab. When you have approved there, the shop appears here.",
  "connect.woo.approving.open": "Open the shop’s page",
  "connect.woo.not-linked": "{address} was not linked",
  "approval.title": "Linking a shop",
  "approval.linked": "The shop is linked",
  "approval.linked.body": "Tek has its key. Its orders are being imported; you can go on at once.",
  "approval.denied": "The shop is not linked",
  "approval.failed": "The shop is not linked",
  "approval.waiting": "The shop has not answered yet",
  "approval.waiting.body":
    "No key has come from the shop. Nothing was stored. Open the shop’s page again from Tek’s Shops page and approve there.",
  "approval.to-shops": "Go to shops",
  "approval.close": "You can close this tab. Tek in the shop admin goes on by itself.",
} as const;
