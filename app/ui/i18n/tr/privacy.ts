import type { enPrivacy } from "../en/privacy.ts";

export const trPrivacy: Readonly<Record<keyof typeof enPrivacy, string>> = {
  "privacy.title": "Gizlilik talepleri",
  "privacy.back": "Mağazalara dön",
  "privacy.intro":
    "Müşterilerin ve mağazaların platformları üzerinden ilettiği talepler. Silme işlemini Tek kendisi yapar; bilgi isteyene yanıtı siz verirsiniz.",
  "privacy.none": "Şimdiye kadar bir talep gelmedi.",
  "privacy.waiting":
    "{count, plural, one {Bir müşteri hakkında hangi bilgilerin tutulduğunu sordu. Son yanıt tarihi: {date}.} other {# müşteri haklarında hangi bilgilerin tutulduğunu sordu. İlkinin son yanıt tarihi: {date}.}}",
  "privacy.customer-data": "Bir müşteri hakkında neler tutulduğunu soruyor",
  "privacy.customer-data.body":
    "Tek’in tuttuklarını indirip müşteriye siz gönderin: kim olduğunu mağaza bilir. Ardından yanıtlandı olarak işaretleyin.",
  "privacy.customer-erase": "Bir müşteri bilgilerinin silinmesini istiyor",
  "privacy.customer-erase.body":
    "Ad, e-posta, telefon, adresler, notlar ve siparişlerin mağazadan geldiği hâli silinir. Tutarlar ve ürünler kalır.",
  "privacy.shop-erase": "Bir mağaza bilgilerinin silinmesini istiyor",
  "privacy.shop-erase.body": "Mağaza ayrıldıysa ona ait her şey silinir. Tek yeniden yüklendiyse hiçbir şey silinmez.",
  "privacy.by": "Talebin geldiği yer",
  "privacy.through": "{shop}, {platform}",
  "privacy.through.erased": "Silinmiş bir mağaza, {platform}",
  "privacy.received": "Geliş tarihi",
  "privacy.due": "Son tarih",
  "privacy.done": "Tamamlanma tarihi",
  "privacy.reached": "Kapsanan sipariş",
  "privacy.orders": "Siparişler:",
  "privacy.orders.more": "ve {count, number} sipariş daha",
  "privacy.state.done": "Tamamlandı",
  "privacy.state.late": "Süresi geçti",
  "privacy.state.yours": "Sizi bekliyor",
  "privacy.state.tek": "Tek ilgileniyor",
  "privacy.download": "Tek’in tuttuklarını indir",
  "privacy.answer": "Yanıtlandı olarak işaretle",
  "privacy.answered": "Yanıtlandı olarak işaretlendi.",
  "privacy.gone": "Bu talep daha önce yanıtlanmış.",
};
