import type { enGuide } from "../en/guide.ts";

export const trGuide: Readonly<Record<keyof typeof enGuide, string>> = {
  "guide.title": "İlk adımlar",
  "guide.intro": "Az adım var; çoğunu Tek kendisi yapar. Burada gördükleriniz mağazalarınızdan anlık olarak okunur.",
  "guide.step.done": "Tamam",
  "guide.step.under-way": "Sürüyor",
  "guide.step.held": "Takıldı",
  "guide.step.to-do": "Yapılacak",
  "guide.step.optional": "Varsa",
  "guide.found.none": "Mağazanızı bulun",
  "guide.found.none.body":
    "Tek henüz hiçbir mağazanızı tanımıyor. İlkini bağlayın: WooCommerce mağazasını kendi sayfasında Tek’e onay vererek, Shopify mağazasını yönetim panelinde Tek’i açarak.",
  "guide.found.title": "{count, plural, one {Mağazanız bulundu} other {Mağazalarınız bulundu}}",
  "guide.found.body":
    "Ad, para birimi ve saat dilimi mağazanın kendisinden gelir. Yanlış olan varsa orada düzeltin: Tek ona uyar.",
  "guide.orders.title": "Siparişleriniz geliyor",
  "guide.orders.none": "Bir mağaza bağlanınca kendiliğinden başlar.",
  "guide.orders.body":
    "Yeni siparişler hemen gelir; eskileri bu sırada getirilir. Çalışmaya devam edebilir, bu sayfayı kapatabilirsiniz.",
  "guide.orders.done":
    "Mağazanın gösterdiği her sipariş burada. Bundan sonra her sipariş saniyeler içinde kendiliğinden gelir.",
  "guide.orders.held":
    "{name} gerektiği gibi yanıt vermiyor, bu yüzden içe aktarma duruyor. Hiçbir şey kaybolmadı. Nedenini ve yapılacakları Mağazalar sayfası söyler.",
  "guide.reach.all": "Tek bütün siparişleri, ilkine kadar getirir.",
  "guide.reach.days":
    "Tek son {days, plural, one {# günün} other {# günün}} siparişlerini getirir. {platform} daha eskilerini göstermiyor: “read_all_orders” izni yok. Eski siparişler mağazada güvendedir.",
  "guide.reach.what":
    "Onlar da gelsin isterseniz: Tek’i işleten kişi Shopify’ın Dev Dashboard’unda uygulama için “read_all_orders” iznini ister. Shopify izni verince Tek’i mağazanın yönetim panelinde açıp onaylayın. Eski siparişler sonra kendiliğinden gelir.",
  "guide.second.title": "İkinci bir mağaza bağlayın",
  "guide.second.body":
    "O zaman bütün mağazalarınızın siparişleri tek listede durur. Yalnızca bu mağazanız varsa bu adımı geçin.",
  "guide.second.done": "Tek listede: {names}.",
  "guide.second.woo": "WooCommerce bağla",
  "guide.second.shopify": "Shopify mağazası ekle",
  "guide.ready.title": "Hepsi bu",
  "guide.ready.body": "Tek hazır. Mağazaları, webhook’ları ve bu rehberi her zaman Mağazalar altında bulursunuz.",
  "guide.ready.wait": "Siparişler gelince Tek hazır olur. Burada beklemeniz gerekmez.",
  "guide.to-shops": "Mağazalara git",
  "guide.close": "Bu rehberi kapat",
  "guide.strip": "İlk adımlar: {of, number} adımdan {done, number} tanesi tamam",
  "guide.strip.go": "Devam et",
  "guide.strip.close": "Bir daha gösterme",
};
