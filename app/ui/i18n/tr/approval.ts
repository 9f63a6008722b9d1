import type { enApproval } from "../en/approval.ts";

export const trApproval: Readonly<Record<keyof typeof enApproval, string>> = {
  "connect.woo.approve": "WooCommerce ile bağla",
  "connect.woo.approve.help":
    "Mağazanın adresini yazın. Mağazanın kendi sayfası Tek’i onaylamanızı ister ve anahtarları kendiliğinden verir. Mağazayı yönetme yetkiniz olmalı.",
  "connect.woo.by-keys": "Anahtarları elle gir",
  "connect.woo.by-approval": "Mağazanın sayfasında onayla",
  "connect.woo.approving": "Tek’e onay verin: {address}",
  "connect.woo.approving.body": "Mağazanın sayfası şimdi açılıyor. Sizi buraya geri getirir.",
  "connect.woo.approving.tab":
    "Mağazanın sayfası yeni bir sekmede açılıyor. Orada onayladığınızda mağaza burada görünür.",
  "connect.woo.approving.open": "Mağazanın sayfasını aç",
  "connect.woo.not-linked": "Bağlanamadı: {address}",
  "approval.title": "Mağaza bağlama",
  "approval.linked": "Mağaza bağlandı",
  "approval.linked.body": "Anahtarı Tek’te. Siparişleri içe aktarılıyor; hemen devam edebilirsiniz.",
  "approval.denied": "Mağaza bağlanmadı",
  "approval.failed": "Mağaza bağlanmadı",
  "approval.waiting": "Mağaza henüz yanıt vermedi",
  "approval.waiting.body":
    "Mağazadan anahtar gelmedi. Hiçbir şey kaydedilmedi. Tek’in Mağazalar sayfasından mağazanın sayfasını yeniden açıp orada onaylayın.",
  "approval.to-shops": "Mağazalara git",
  "approval.close": "Bu sekmeyi kapatabilirsiniz. Mağaza panelindeki Tek kendiliğinden devam eder.",
};
