import type { enQuarantine } from "../en/quarantine.ts";

export const trQuarantine: Readonly<Record<keyof typeof enQuarantine, string>> = {
  "quarantine.title": "Ayrılan kayıtlar",
  "quarantine.intro":
    "Mağazanın gönderdiği ama Tek’in okuyamadığı kayıtlar içerikleriyle birlikte burada durur. Diğer siparişler devam eder. Okunabilen kayıt buradan kendiliğinden çıkar.",
  "quarantine.empty.title": "Ayrılan kayıt yok",
  "quarantine.empty.body": "Mağazalarınızın gösterdiği bütün siparişler okunabildi.",
  "quarantine.empty.chosen": "Bu türden ayrılan kayıt kalmadı.",
  "quarantine.all": "Tümü",
  "quarantine.causes": "Mağazaya ve nedene göre",
  "quarantine.retry-all": "{count, plural, one {# kaydı yeniden dene} other {# kaydın tümünü yeniden dene}}",
  "quarantine.retry": "Yeniden dene",
  "quarantine.retry.label": "Yeniden dene: {shop}, kayıt {id}",
  "quarantine.waiting": "Okunmayı bekliyor…",
  "quarantine.waiting.paused": "Mağaza duraklatıldığı için bekliyor",
  "quarantine.disconnected": "Mağazanın bağlantısı kesilmiş: artık sorulamaz.",
  "quarantine.dismiss": "Buradan kaldır",
  "quarantine.dismiss.label": "Buradan kaldır: {shop}, kimliği olmayan kayıt",
  "quarantine.asked":
    "{count, plural, =0 {Burada yeniden denenebilecek kayıt yok.} one {# kayıt yeniden okunuyor.} other {# kayıt yeniden okunuyor.}}",
  "quarantine.dismissed": "Kaldırıldı. Mağaza yeniden gönderirse geri gelir.",
  "quarantine.gone": "Bu kayıt artık burada değil.",
  "quarantine.record": "Kayıt {id}",
  "quarantine.record.unnamed": "Kimliği olmayan bir kayıt",
  "quarantine.first": "Ayrıldı",
  "quarantine.last": "Son deneme",
  "quarantine.attempts": "Başarısız okuma",
  "quarantine.held": "Daha eski bir hâli Tek’te var:",
  "quarantine.held.order": "Sipariş {number}",
  "quarantine.no-body": "Mağazanın yanıtında saklanabilecek bir şey yoktu.",
  "quarantine.pages": "Ayrılan kayıtların sayfaları",
  "quarantine.next": "Daha eskiler",
  "quarantine.first-page": "En yeniler",
  "quarantine.todo.mend":
    "Ne yapmalı: aşağıdaki içerikte neyin tuhaf olduğuna bakın, siparişi mağazada düzeltin (çoğu zaman bir eklenti değiştirmiştir), sonra yeniden deneyin. İçerik doğru görünüyorsa Tek’in güncellenmesi gerekir: içeriği Tek’i işleten kişiye gönderin.",
  "quarantine.todo.shop":
    "Ne yapmalı: bu siparişi mağazada açın. Orada açılıyorsa burada yeniden deneyin; açılmıyorsa nedeni mağazanın hata günlüğündedir.",
  "quarantine.todo.operator":
    "Ne yapmalı: Tek’i işleten kişiye haber verin; nedeni günlükte yazar. Tek güncellendikten sonra yeniden deneyin.",
  "quarantine.todo.unnamed":
    "Ne yapmalı: kimliği olmadığı için mağazaya tek başına sorulamaz. Aşağıdaki içerikten yararlanarak mağazada bulup orada düzeltin, sonra buradan kaldırın. Düzelen siparişi Tek kendiliğinden bulur.",
  "raw.summary": "Mağazanın gönderdiği içerik ({size})",
  "raw.label": "Mağazanın gönderdiği içerik",
  "raw.loading": "Getiriliyor…",
  "raw.gone": "İçerik artık saklanmıyor.",
  "raw.cut": "Yalnızca ilk {shown} karakter gösteriliyor. İndirilen dosyada tamamı var.",
  "raw.download": "İndir",
  "raw.came": "{format} olarak geldi: {date}",
};
