import type { enParting } from "../en/parting.ts";

export const trParting: Readonly<Record<keyof typeof enParting, string>> = {
  "part.open": "Bağlantıyı kes…",
  "part.title": "Bağlantı kesilsin mi: {name}",
  "part.kept": "Kalanlar",
  "part.kept.orders":
    "{count, plural, =0 {Siparişleri; henüz hiç yok} one {Siparişi, son okunan hâliyle} other {# siparişi, son okunan hâlleriyle}}. Artık hiçbir şey güncellenmez.",
  "part.kept.place": "Mağazanın nereye kadar okunduğu: yeniden bağlandığında oradan devam eder.",
  "part.deleted": "Silinenler",
  "part.deleted.credentials": "Tek’in {platform} erişim bilgileri.",
  "part.deleted.webhooks.keys": "Tek’in mağazada kurduğu webhook’lar.",
  "part.deleted.webhooks.shopify": "Shopify’ın gönderip henüz okunmayanlar. Sonra gelen webhook’lar atılır.",
  "part.again.keys":
    "API anahtarı WooCommerce’te geçerli kalır: Ayarlar → Gelişmiş → REST API altından siz iptal edin.",
  "part.again.shopify":
    "Tek, Shopify yönetim panelinde kurulu kalır: orada açan kişi mağazayı yeniden bağlar. Bunu da bitirmek için Tek’i oradan kaldırın.",
  "part.submit": "Bağlantıyı kes: {name}",
  "part.cancel": "Olduğu gibi kalsın",
  "part.done": "Bağlantı kesildi.",
  "part.left":
    "Mağaza, Tek’in webhook’larını kaldırmasına izin vermedi. Artık reddedilirler ve mağaza kendiliğinden vazgeçer; dilerseniz WooCommerce’te Ayarlar → Gelişmiş → Webhook’lar altında adı “Tek …” olanları silin.",
  "part.orders.open": "Siparişlerini sil…",
  "part.orders.title": "Siparişleri silinsin mi: {name}",
  "part.orders.body":
    "{count, plural, one {# sipariş} other {# sipariş}}; müşterileri, zaman çizelgesi ve kendi etiketlerinizle birlikte Tek’ten silinir. Mağazanın kendisine dokunulmaz. Geri alınamaz; mağaza yeniden bağlanırsa baştan içe aktarılır.",
  "part.orders.name": "Onaylamak için mağazanın adını yazın: {name}",
  "part.orders.wrong": "Mağazanın adı bu değil. Şunu yazın: {name}",
  "part.orders.submit": "{count, plural, one {# siparişi} other {# siparişi}} sil",
};
