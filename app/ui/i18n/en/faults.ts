/** Faults in words: what happened and what to do. Codes of platforms that come later are worded here as well. */
export const enFaults = {
  "fault.unknown": "The shop or the connection gave an error that Tek has no words for: {code}",
  "fault.account.missing": "Fill this in.",
  "fault.shop.elsewhere":
    "This shop is already connected to another workspace of Tek. Disconnect it there and delete its orders first.",
  "fault.shop.join-here": "This shop is linked to this workspace already.",
  "fault.shop.join-unknown":
    "This link leads nowhere: it was copied in part, or a newer one was made. Ask whoever sent it for a new one.",
  "fault.shop.join-other-shop":
    "This link is for another shop. Open it in the admin of the shop that it was made for. Nothing was shared.",
  "fault.shop.join-used": "This link was used before; each works once. Ask whoever sent it for a new one.",
  "fault.shop.join-expired":
    "This link ran out: it works for one hour. Nothing was shared. Ask whoever sent it for a new one.",
  "fault.shop.join-elsewhere":
    "This shop is in a workspace of Tek already, with {orders, plural, one {# order} other {# orders}} of its own and {otherShops, plural, =0 {no other shop} one {# other shop} other {# other shops}} beside it. Orders are not moved silently. To join it all the same: on the Shops page there disconnect this shop and delete its orders, then open the link again. They are read anew from the shop.",
  "fault.shop.join-declined":
    "A person of that shop said no. Nothing was shared. Agree with them, then make a new link.",
  "fault.shop.join-in-admin":
    "This link is for the shop’s admin, and you have opened it outside. Copy it whole into a tab in which you are signed in to the Shopify admin.",
  "fault.platform.not-configured":
    "This Tek is not set up for that platform. Whoever runs Tek adds the platform’s app to its settings.",
  "fault.shopify.no-shop-address": "This is no address of a Shopify shop. It looks like my-shop.myshopify.com.",
  "fault.shopify.token-malformed": "This is no access token. It begins with shpat_. Copy it whole.",
  "fault.woocommerce.trashed": "The order is in the shop’s trash.",
  "fault.woocommerce.refund-refused": "The shop refused the refund.",
  "fault.woocommerce.refunds-disagree": "An order and its refunds kept changing while they were read. Tek tries again.",
  "fault.budget.short": "The shop allows only so many requests. Tek waits and goes on by itself.",
  "fault.network.unreachable":
    "Nobody answers at {host}. Check the address for a typing error, and whether the shop opens in the browser.",
  "fault.network.timeout":
    "The shop took too long to answer. Try again in a moment; if it stays like this, ask the shop’s host why it is slow.",
  "fault.network.stopped": "Tek was restarted in the middle of a request. It goes on by itself.",
  "fault.network.too-long":
    "The shop’s answer was far longer than an answer should be and was not read. A plugin may add to it: switch off the one that was changed last, then try again.",
  "fault.absorb.failed":
    "Tek understood the shop’s answer but could not store it. Whoever runs Tek finds the reason in its log.",
  "fault.shopify.token-refused": "Shopify refuses the token. Open Tek in the Shopify admin once: that renews it.",
  "fault.shopify.token-retired":
    "Shopify no longer accepts this kind of token. Open Tek in the Shopify admin once: that renews it.",
  "fault.shopify.refresh-refused":
    "Shopify would not renew the token. Open Tek in the Shopify admin once: that renews it.",
  "fault.shopify.no-refresh-token": "The token has run out. Open Tek in the Shopify admin once: that renews it.",
  "fault.shopify.session-token-refused":
    "Shopify did not accept the admin’s token. Reload the admin page. If it stays like this, check the app’s key and secret.",
  "fault.shopify.no-token-in-answer": "Shopify answered without a token. Tek keeps trying.",
  "fault.shopify.access-denied": "A permission is missing. Open Tek in the Shopify admin and approve what it asks for.",
  "fault.shopify.forbidden": "Shopify forbids this. Open Tek in the Shopify admin and approve what it asks for.",
  "fault.shopify.shop-frozen":
    "Shopify has frozen this shop, usually over an unpaid bill. Settle it with Shopify, then try again.",
  "fault.shopify.shop-locked": "Shopify has locked this shop. Settle it with Shopify, then try again.",
  "fault.shopify.no-such-shop": "Shopify knows no such shop. It may have been closed or renamed.",
  "fault.shopify.throttled": "Shopify allows only so many requests. Tek waits and goes on by itself.",
  "fault.shopify.trouble": "Shopify has trouble right now. Tek keeps trying.",
  "fault.shopify.refused": "Shopify refused the request. Whoever runs Tek finds the reason in its log.",
  "fault.shopify.query-refused": "Shopify refused the question that Tek asked. Tek may need an update.",
  "fault.shopify.query-too-dear": "Shopify refused the question that Tek asked as too large. Tek may need an update.",
  "fault.shopify.no-data": "Shopify’s answer held nothing. Tek keeps trying.",
  "fault.shopify.not-graphql": "Something else than Shopify answered. Check the network between Tek and Shopify.",
  "fault.shopify.goods-unreadable": "Goods of the Shopify shop could not be read. Tek may need an update.",
  "fault.shopify.page-unreadable": "A page of Shopify’s orders could not be read. Tek may need an update.",
  "fault.shopify.shop-unreadable": "Shopify’s answer about the shop could not be read. Tek may need an update.",
  "fault.shopify.order-unreadable": "An order could not be read and was set aside. Tek may need an update.",
  "fault.shopify.order-inconsistent": "An order contradicted itself and was set aside.",
  "fault.shopify.order-endless": "An order had more parts than could be read and was set aside.",
  "fault.shopify.order-kept-changing": "An order kept changing while it was read. Tek tries again.",
  "fault.woocommerce.url-invalid":
    "This is no address of a shop. It looks like https://shop.example.com, as in the browser’s address bar.",
  "fault.woocommerce.url-with-password":
    "Leave name and password out of the address. The keys belong in their own fields.",
  "fault.woocommerce.http-needs-consent":
    "This address is not encrypted: the keys would travel in the clear. Use https. If the shop is on your own network, allow plain http: the box below, or --allow-http in a terminal.",
  "fault.woocommerce.keys-swapped":
    "The two keys stand in each other’s field. The key begins with ck_, the secret with cs_.",
  "fault.woocommerce.key-invalid":
    "This is no WooCommerce key. The key begins with ck_, the secret with cs_. Copy it whole.",
  "fault.woocommerce.key-refused":
    "The shop refuses the keys. Make new ones in WooCommerce (Settings → Advanced → REST API) with “Read/Write” permission.",
  "fault.woocommerce.forbidden":
    "The keys may not do this. In WooCommerce give them “Read/Write” permission, and to a user who may manage the shop.",
  "fault.woocommerce.write-refused":
    "The keys may read but not write. In WooCommerce give them “Read/Write” permission.",
  "fault.woocommerce.nonce-reused": "The shop took the request for a repeated one. Tek tries again.",
  "fault.woocommerce.clocks-differ":
    "The clocks of the shop and of Tek differ by more than a quarter of an hour, so the shop takes the signature for an old one. Set the shop’s server clock, or use https.",
  "fault.woocommerce.blocked":
    "A firewall or security plugin of the shop turns Tek away. Allow the address of Tek’s server to use /wp-json/.",
  "fault.woocommerce.busy":
    "The shop asks to be left alone for a moment. Try again in a minute; a shop that is linked Tek asks again by itself.",
  "fault.woocommerce.broken":
    "The shop’s server has an error. Look into its log, then try again; a shop that is linked Tek asks again by itself.",
  "fault.woocommerce.redirected":
    "The shop sends visitors on to {to}. Tek does not follow with keys. Enter that address instead.",
  "fault.woocommerce.no-api":
    "No WooCommerce answers at this address. Check the address, that WooCommerce is active, and that permalinks are not set to “Plain”.",
  "fault.woocommerce.html":
    "The shop answered with a web page instead of data. A maintenance mode or a security plugin is often the reason: end it, or let /wp-json/ pass, then try again.",
  "fault.woocommerce.not-json":
    "The shop’s answer could not be read. A plugin may be writing warnings into it: have the shop keep them to its log (WP_DEBUG_DISPLAY off), or switch off the plugin that was changed last.",
  "fault.woocommerce.not-a-list": "The shop’s answer could not be read: a list was expected.",
  "fault.woocommerce.index-unreadable": "The shop does not say who it is. Check that /wp-json/ opens in the browser.",
  "fault.woocommerce.currency-unknown":
    "The shop’s currency is not one that Tek knows. Check it in WooCommerce → Settings.",
  "fault.woocommerce.missing": "The shop no longer has it.",
  "fault.woocommerce.conflict": "It changed in the shop in the meantime. Tek reads it again.",
  "fault.woocommerce.rejected": "The shop understood the request and said no.",
  "fault.woocommerce.order-unreadable":
    "An order could not be read and was set aside. A plugin may have changed its form.",
  "fault.woocommerce.product-unreadable":
    "A product could not be read and was left out. A plugin may have changed its form.",
  "fault.woocommerce.product-undated": "A product has no date and was left out.",
  "fault.woocommerce.too-many-variations":
    "Product {product} has more than 400 variations: Tek does not read its goods.",
  "fault.woocommerce.order-undated": "An order has no date and was set aside.",
  "fault.woocommerce.amount-unreadable": "An amount in an order could not be read; the order was set aside.",
  "fault.woocommerce.date-unreadable": "A date in an order could not be read; the order was set aside.",
  "fault.woocommerce.refunds-unreadable": "The refunds of an order could not be read; the order was set aside.",
  "fault.woocommerce.webhooks-unreadable":
    "The shop’s webhooks could not be read. Changes are still found by asking the shop.",
  "fault.shop.permissions-missing":
    "These keys may read but not write ({scopes}). Nothing was stored. In WooCommerce (Settings → Advanced → REST API) give them “Read/Write” permission, or make new ones with it.",
  "fault.network.no-such-host":
    "There is no “{host}” on the internet. Check the address for a typing error; if it is right, its domain may have run out.",
  "fault.network.certificate":
    "The certificate of {host} is not one that can be trusted, so no key was sent. Have the shop’s host install a valid certificate, then try again.",
  "fault.network.private-address":
    "{host} leads to a private network that this Tek may not reach. Use the shop’s public address.",
  "fault.woocommerce.approval-needs-https":
    "WooCommerce hands keys over only to an https address, and this Tek is reached by plain http. Enter keys by hand here, or have whoever runs Tek set PUBLIC_URL or CALLBACK_URL to an https address.",
  "fault.woocommerce.approval-denied":
    "Tek was denied on the shop’s page. Nothing was stored, and the shop gave no key. To link it after all, begin again and choose “Approve”.",
  "fault.woocommerce.approval-expired":
    "The hour for approving is over. Nothing was stored. Begin again on Tek’s Shops page.",
  "fault.woocommerce.approval-unknown":
    "Tek knows nothing of this approval. Nothing was stored. Begin again on Tek’s Shops page.",
  "fault.woocommerce.approval-malformed":
    "What the shop handed over is no WooCommerce key. Nothing was stored. Update WooCommerce and begin again, or enter keys by hand.",
  "fault.woocommerce.approval-foreign":
    "The shop handed over a key that was meant for another approval. It was refused. Begin again on Tek’s Shops page.",
  "fault.woocommerce.key-read-only":
    "The shop gave a key that may only “{permissions}”. It was not stored. Begin again and approve reading and writing.",
  "fault.woocommerce.rest-refused":
    "A plugin has closed the shop’s REST API ({platformCode}). The orders in Tek stay. In the plugin’s settings allow the REST API for /wp-json/wc/v3/, then try again.",
  "fault.woocommerce.secret-wrong":
    "The shop knows this key, but the secret is another. Nothing was stored or changed. Copy both again; if the secret is lost, make new keys in WooCommerce (Settings → Advanced → REST API).",
  "fault.woocommerce.key-unknown":
    "The shop refuses the keys: it does not know them, or their user may not see orders. They may have been deleted, or belong to another shop. Make new ones in WooCommerce (Settings → Advanced → REST API) with “Read/Write” permission.",
  "fault.woocommerce.plain-permalinks":
    "The shop’s permalinks are “Plain”, and without https its API cannot be used so. In WordPress choose another structure under Settings → Permalinks, or use the shop’s https address.",
  "fault.woocommerce.no-plugin":
    "WordPress answers at this address, but without WooCommerce. Check that the WooCommerce plugin is active, and that the address is the shop’s and not another site’s.",
  "fault.woocommerce.redirected-somewhere":
    "The shop sends Tek to another address without saying which. Enter the address that the browser ends up at.",
  "fault.woocommerce.challenge":
    "A bot protection (such as Cloudflare) asks Tek to prove that it is a browser. Let /wp-json/ pass without a challenge for the address of Tek’s server; the orders in Tek stay.",
  "fault.woocommerce.maintenance": "The shop is in maintenance mode. Nothing is lost: try again when it is open.",
  "fault.woocommerce.coming-soon":
    "The shop shows a “coming soon” page to strangers, Tek among them. Open the shop, or let /wp-json/ pass.",
  "fault.woocommerce.login-page":
    "The shop shows a login page to whoever asks its API. Exclude /wp-json/ from the plugin that demands the login.",
  "fault.woocommerce.security-plugin":
    "A security plugin or firewall of the shop blocked Tek. Allow the address of Tek’s server in it, then try again.",
  "fault.woocommerce.critical-error":
    "The shop’s WordPress breaks off with a critical error. Look into its error log, or switch off the plugin that was changed last, then try again; a shop that is linked Tek asks again by itself.",
} as const;
