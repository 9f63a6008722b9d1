import type { enJoin } from "../en/join.ts";

export const trJoin: Readonly<Record<keyof typeof enJoin, string>> = {
  "connect.shopify.join": "Bu işletmeye kat",
  "connect.shopify.join.help":
    "Buradakilerin yanında durması gereken bir mağaza bir bağlantıyla katılır: bağlantıyı burada oluşturun, o mağazanın yönetim paneline giriş yapmışken açın ve orada onaylayın. Bundan sonra o panelde Tek’i açabilen herkes bu işletmenin bütün mağazalarını görür ve yönetir.",
  "connect.shopify.address": "Shopify adresi",
  "connect.shopify.address.hint": ".myshopify.com ile biter; yönetim panelinde Ayarlar → Alan adları altında yazar.",
  "connect.shopify.make": "Bağlantı oluştur",
  "connect.shopify.link": "{shop} için bağlantı",
  "connect.shopify.link.open":
    "Bu bağlantıyı o mağazanın yönetim paneline giriş yapılmış bir tarayıcıda açın ya da mağazadan birine gönderin.",
  "connect.shopify.link.install":
    "Tek orada henüz kurulu değilse Shopify önce onu ister. Sonra bağlantıyı bir kez daha açın.",
  "connect.shopify.link.confirm": "Açılan sayfa bu işletmenin adını söyler. Orada onaylayın; mağaza burada görünür.",
  "connect.shopify.link.until":
    "Bir kez, {time} saatine kadar ve yalnızca bu mağaza için geçerlidir. Yenisi oluşturulunca geçersiz olur.",
  "connect.shopify.copy": "Bağlantıyı kopyala",
  "connect.shopify.waiting": "{shop} mağazasından birinin onayı bekleniyor. Bağlantı {time} saatine kadar geçerli.",
  "connect.shopify.declined": "{shop} katılmadı",
  "connect.shopify.none":
    "Bu Tek’in henüz bir Shopify uygulaması yok. Onu Tek’i işleten kişi kurar; tek bir mağazanın özel uygulaması terminalde “tek shops connect shopify” ile bağlanır.",
  "join.title": "İşletmeye katılma",
  "join.question": "{shop} mağazası “{workspace}” işletmesine katılsın mı?",
  "join.asked":
    "“{workspace}” işletmesindekiler bu mağazayı sipariş listelerinde görmek istiyor. Henüz hiçbir şey paylaşılmadı.",
  "join.who": "Katılınca kim neyi görür",
  "join.who.theirs":
    "“{workspace}” işletmesindeki herkes {shop} siparişlerini müşterilerin ad ve adresleriyle görür, mağazayı bağlayıp bağlantısını kesebilir.",
  "join.who.ours":
    "Bu mağazanın yönetim panelinde Tek’i açabilen herkes “{workspace}” işletmesinin bütün mağazalarını siparişleriyle birlikte görür ve yönetir: {shops}.",
  "join.who.ours-none":
    "Bu mağazanın yönetim panelinde Tek’i açabilen herkes, “{workspace}” işletmesine sonradan gelecek bütün mağazaları görür ve yönetir.",
  "join.who.undone":
    "İstenildiği zaman Mağazalar sayfasından geri alınır: mağazanın bağlantısı kesilir, sonra siparişleri orada silinir.",
  "join.warning": "Bu bağlantıyı size kimin gönderdiğini biliyorsanız katılın. Bilmiyorsanız hayır deyin.",
  "join.yes": "“{workspace}” işletmesine kat",
  "join.no": "Hayır, katma",
  "join.joined": "Mağaza “{workspace}” işletmesine katıldı",
  "join.joined.body": "Siparişleri içe aktarılıyor; onları diğer mağazalarınkinin yanında bulursunuz.",
  "join.to-shops": "Mağazalara git",
  "join.go-on": "Devam et",
  "join.declined": "Mağaza katılmıyor",
  "join.declined.body": "Hiçbir şey paylaşılmadı, bağlantı artık geçersiz. İşletmeye hayır dediğiniz bildirilir.",
  "join.alone": "Tek’i yalnızca bu mağaza için kullan",
  "join.alone.done": "Mağaza bağlandı. Siparişleri içe aktarılıyor.",
  "join.awaited": "Tek’te bir işletme {shop} mağazasını istiyor",
  "join.awaited.link":
    "Size bir bağlantı gönderildiyse şimdi onu açın: kimin işletmesi olduğunu söyler ve bu mağaza katılsın mı diye sorar.",
  "join.awaited.else":
    "Bir bağlantıdan haberiniz yoksa aldırmayın: Tek o zaman yalnızca bu mağazayı gösterir, başka kimse onu görmez.",
  "join.refused": "Mağaza katılmadı",
};
