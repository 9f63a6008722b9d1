import type { enShopHealth } from "../en/shop-health.ts";

export const trShopHealth: Readonly<Record<keyof typeof enShopHealth, string>> = {
  "shops.say.waiting": "İçe aktarma birazdan başlıyor.",
  "shops.say.importing": "Eski siparişler içe aktarılıyor; yenileri hemen gelir.",
  "shops.say.disconnected": "Siparişleri son okunan hâliyle burada kalır.",
  "shops.say.disconnected-on": "Tarih: {date}. Siparişleri son okunan hâliyle burada kalır.",
  "shops.say.left":
    "Tek {date} tarihinde oradan kaldırıldı ve mağazadan artık bir şey okumuyor. Siparişleri, {platform} silinmelerini isteyene dek burada durur; bu istek 48 saat sonra gelir. Tek’i mağazanın yönetim panelinde yeniden yüklerseniz kaldığı yerden devam eder.",
  "shops.say.heard": "Son haber: {ago}.",
  "shops.say.not-heard": "Henüz haber gelmedi.",
  "shops.say.trouble": "{date} tarihinden beri okunamıyor",
  "shops.say.trouble.safe":
    "Hiçbir şey kaybolmaz: Tek denemeyi sürdürür, mağaza yanıt verince kaldığı yerden devam eder.",
  "shops.say.orders": "{date} tarihinden beri {count, plural, one {# sipariş} other {# sipariş}}.",
  "shops.say.no-orders": "Henüz sipariş yok.",
  "shops.say.doorbells.in-place": "Webhook’lar çalışıyor.",
  "shops.say.doorbells.waiting": "Henüz webhook gelmedi: mağazaya her dakika soruluyor.",
  "shops.say.doorbells.failing": "Webhook’lar çalışmıyor: mağazaya her dakika soruluyor.",
  "shops.say.doorbells.none": "Webhook yok: mağazaya her dakika soruluyor.",
  "shops.doorbells.rung": "Son webhook:",
  "shops.doorbells.checked": "Son denetim:",
  "shops.doorbells.revived": "Kapalı bulunup yeniden kuruldu:",
  "shops.compared": "Mağazayla karşılaştırma",
  "shops.compared.not-yet": "Henüz yapılmadı. Günde bir kez yapılır",
  "shops.compared.running": "Sürüyor: şimdiye dek {count, plural, one {# sipariş} other {# sipariş}}",
  "shops.compared.alike":
    "{count, plural, =0 {İki tarafta da sipariş yok} one {# sipariş, aynı} other {# siparişin tümü aynı}}",
  "shops.compared.differed":
    "{of, number} siparişten {alike, number} tanesi aynı; {count, plural, one {öbürü} other {öbür # sipariş}} yeniden okundu",
  "shops.compared.at": "Son karşılaştırma:",
  "shops.reach": "Ne kadar geriye gider",
  "shops.reach.all": "Mağazanın ilk siparişine kadar",
  "shops.reach.days":
    "{days, plural, one {# gün} other {# gün}}. {platform} daha eskilerini Tek’e göstermiyor; onlar mağazada kalır.",
};
