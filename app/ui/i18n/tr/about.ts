import type { enAbout } from "../en/about.ts";

export const trAbout: Readonly<Record<keyof typeof enAbout, string>> = {
  "foot.label": "Tek hakkında",
  "policy.title": "Gizlilik",
  "policy.intro":
    "Tek, bir satıcının ya da onun adına birinin kendi seçtiği bir sunucuda çalıştırdığı bir programdır. Bu sayfa verilerle ne yaptığını söyler; sorumluluğu onu işletendedir.",
  "policy.what": "Tek neleri saklar",
  "policy.what.orders":
    "Bağlı her mağazanın siparişlerini ürünleri, tutarları, ödemeleri, gönderileri ve iadeleriyle; müşteriden siparişte yazanları: ad, e-posta, telefon, teslimat ve fatura adresi, siparişle birlikte yazılanlar.",
  "policy.what.raw":
    "Her siparişin mağazadan en son geldiği hâlini olduğu gibi; siparişte neyin ne zaman değiştiğini; okunamayan kayıtları içerikleriyle; mağazanın gönderdiği bildirimleri (webhook).",
  "policy.what.own": "Kullananların Tek’te eklediklerini: etiketler, kayıtlı görünümler, sütunlar.",
  "policy.what.keys":
    "Mağazaların anahtarlarını, veritabanının dışında duran bir anahtarla şifrelenmiş olarak. Tek’i kullananlardan: dillerini, Shopify’da Shopify’ın verdiği numarayı ve oturumlarının açık olduğunu. Parola saklamaz.",
  "policy.why": "Neden",
  "policy.why.body":
    "Bir satıcıya bütün mağazalarının siparişlerini tek listede göstermek, bulmasını ve izlemesini sağlamak için. Başka hiçbir şey için değil: reklam yok, profil yok, kişiler üzerine istatistik yok.",
  "policy.who": "Kimler görebilir",
  "policy.who.members":
    "İşletmedeki herkes: giriş bağlantılarından birini açanlar ve işletmeye ait bir Shopify mağazasının yönetim panelinde Tek’i açabilenler.",
  "policy.who.operator":
    "Tek’in sunucusunu işleten kişi saklananları okuyabilir. Günlük kaydında kişisel veri ve anahtar yoktur.",
  "policy.who.others":
    "Başka hiç kimse göremez. Tek yalnızca bağlı mağazalarla konuşur. Tarayıcı ayrıca ürün resimlerini mağazalardan, Shopify yönetim panelinde de Shopify’ın bir betiğini yükler.",
  "policy.long": "Ne kadar süre",
  "policy.long.orders":
    "Siparişler mağaza bağlı kaldıkça durur; mağaza onları silmiş olsa da: öyle olduğu yazar. Mağazanın bağlantısı kesildikten sonra, biri Mağazalar sayfasında silene kadar kalırlar.",
  "policy.long.rest":
    "Mağazaların bildirimleri işlendikten 30 gün sonra silinir, oturum 30 gün sonra biter. Tek iki çerez kullanır: oturum ve seçilen dil.",
  "policy.erase": "Silme nasıl işler",
  "policy.erase.shopify":
    "Müşteri mağazasına başvurur. Shopify bunu iletir, Tek kendiliğinden siler: adlar, adresler, e-posta, telefon, notlar, siparişlerin gönderilmiş hâlleri ve aramada kullanılan sözcükler. Tutarlar, ürünler, ülke, takip numaraları ve etiketler kalır; birinin kayıtlı bir görünüme yazdığı ad da. Tek kaldırıldıktan 48 saat sonra Shopify bütün mağaza için ister ve mağazaya ait her şey silinir.",
  "policy.erase.woocommerce":
    "WooCommerce böyle bir isteği iletmez. Mağazada silinen yeniden okunur, ama Tek’in önceden okuduğu siparişin geçmişinde kalır. Hepsini silmek için Mağazalar sayfasında mağazanın bağlantısını kesip siparişlerini silin; yeniden bağlanınca Tek, mağazada hâlâ ne varsa onu okur.",
  "policy.erase.told":
    "Shopify üzerinden gelen bir istek için, müşteri hakkında tutulanlar Mağazalar → Gizlilik talepleri altından indirilebilir.",
  "policy.erase.copies":
    "Yedekleri Tek’i işleten kişi alır ve siler. Eski bir yedek geri yüklenirse silme yeniden istenmelidir.",
  "support.title": "Destek",
  "support.intro": "Aksayan şeylerin çoğunu, ne yapılacağıyla birlikte, Tek kendisi söyler.",
  "support.first": "Önce buraya bakın",
  "support.first.shops":
    "Mağazalar: her kart mağazanın durumunu bir cümleyle söyler. Duraklatılmış mağaza nedenini yazar, yeniden denemek için düğmesi vardır. Bu arada hiçbir şey kaybolmaz.",
  "support.first.aside": "Ayrılan kayıtlar: okunamayan siparişler, nedenleriyle.",
  "support.first.guide": "Yeni başlıyorsanız Mağazalar sayfasındaki İlk adımlar.",
  "support.doctor": "Tek kendini denetlesin",
  "support.doctor.body":
    "Tek’i işleten kişi bunu sunucudaki bir terminale yazar. Ayarlara, veritabanına, arka plan işlerine, her mağazaya ve webhook’larına bakar, hiçbir şeyi değiştirmez; neyin bozuk olduğunu ve nasıl düzeleceğini birer satırda söyler:",
  "support.doctor.command": "npm run tek -- doctor",
  "support.ask": "Kime sorulur",
  "support.ask.mail": "Şu adrese yazın: {contact}.",
  "support.ask.page": "Yardım burada:",
  "support.ask.operator":
    "Bu Tek’i işleten kişiye sorun: size bağlantıyı veren ya da uygulamayı mağazanıza kuran kişi.",
  "support.send": "Neler gönderilmeli",
  "support.send.what":
    "Sayfanın adresi, saat dilimiyle birlikte saat, Tek’in gösterdiği cümle ve “tek doctor” çıktısı.",
  "support.send.order":
    "Bir sipariş için: numarası ve mağazası. Ekran görüntüsü yardımcı olur; ad ve adresleri kapatın.",
  "support.send.never":
    "Anahtarları asla göndermeyin: ck_…, cs_…, shpat_… ile başlayanları, giriş bağlantısını, “tek.key” dosyasını. Yardım etmek için kimseye gerekmez. Biri sızdıysa mağazada iptal edip yenisini oluşturun.",
};
