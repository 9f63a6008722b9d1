import type { enFaults } from "../en/faults.ts";

export const trFaults: Readonly<Record<keyof typeof enFaults, string>> = {
  "fault.unknown": "Mağaza ya da bağlantı, Tek’in sözcüğünü bilmediği bir hata verdi: {code}",
  "fault.account.missing": "Bu alanı doldurun.",
  "fault.shop.elsewhere":
    "Bu mağaza Tek’te başka bir işletmeye bağlı. Önce orada bağlantısını kesip siparişlerini silin.",
  "fault.shop.join-here": "Bu mağaza bu işletmeye zaten bağlı.",
  "fault.shop.join-unknown":
    "Bu bağlantı bir yere götürmüyor: eksik kopyalanmış ya da yenisi oluşturulmuş olabilir. Gönderen kişiden yenisini isteyin.",
  "fault.shop.join-other-shop":
    "Bu bağlantı başka bir mağaza için. Onu, oluşturulduğu mağazanın yönetim panelinde açın. Hiçbir şey paylaşılmadı.",
  "fault.shop.join-used":
    "Bu bağlantı daha önce kullanıldı; her biri bir kez geçerlidir. Gönderen kişiden yenisini isteyin.",
  "fault.shop.join-expired":
    "Bu bağlantının süresi doldu: bir saat geçerlidir. Hiçbir şey paylaşılmadı. Gönderen kişiden yenisini isteyin.",
  "fault.shop.join-elsewhere":
    "Bu mağaza Tek’te zaten bir işletmede: {orders, plural, one {# siparişi} other {# siparişi}} ve yanında {otherShops, plural, =0 {başka mağaza yok} one {# mağaza daha var} other {# mağaza daha var}}. Siparişler sessizce taşınmaz. Yine de katmak için oradaki Mağazalar sayfasında bu mağazanın bağlantısını kesip siparişlerini silin, sonra bağlantıyı yeniden açın. Siparişler mağazadan yeniden okunur.",
  "fault.shop.join-declined":
    "O mağazadan biri hayır dedi. Hiçbir şey paylaşılmadı. Onlarla anlaşıp yeni bir bağlantı oluşturun.",
  "fault.shop.join-in-admin":
    "Bu bağlantı mağazanın yönetim paneli içindir; siz onu dışarıda açtınız. Shopify yönetim panelinde oturumunuzun açık olduğu bir sekmeye bütünüyle kopyalayın.",
  "fault.platform.not-configured":
    "Bu Tek o platform için ayarlanmamış. Tek’i çalıştıran kişi, platformun uygulamasını ayarlara eklemeli.",
  "fault.shopify.no-shop-address": "Bu bir Shopify mağaza adresi değil. Şuna benzer: magazam.myshopify.com.",
  "fault.shopify.token-malformed": "Bu bir erişim anahtarı değil. shpat_ ile başlar. Tamamını kopyalayın.",
  "fault.woocommerce.trashed": "Sipariş, mağazanın çöp kutusunda.",
  "fault.woocommerce.refund-refused": "Mağaza para iadesini reddetti.",
  "fault.woocommerce.refunds-disagree": "Bir sipariş ve para iadeleri okunurken değişip durdu. Tek yeniden dener.",
  "fault.budget.short": "Mağaza yalnızca belirli sayıda isteğe izin veriyor. Tek bekler ve kendiliğinden devam eder.",
  "fault.network.unreachable":
    "Bu adreste kimse yanıt vermiyor: {host}. Adresi ve mağazanın tarayıcıda açıldığını kontrol edin.",
  "fault.network.timeout":
    "Mağazanın yanıtı çok uzun sürdü. Birazdan yeniden deneyin; böyle sürerse neden yavaş olduğunu mağazanın barındırma hizmetine sorun.",
  "fault.network.stopped": "Tek bir isteğin ortasında yeniden başlatıldı. Kendiliğinden devam eder.",
  "fault.network.too-long":
    "Mağazanın yanıtı olması gerekenden çok daha uzundu ve okunmadı. Bir eklenti ona bir şeyler katıyor olabilir: en son değişen eklentiyi kapatıp yeniden deneyin.",
  "fault.absorb.failed": "Tek mağazanın yanıtını anladı ama kaydedemedi. Tek’i işleten kişi nedenini günlükte bulur.",
  "fault.shopify.token-refused":
    "Shopify erişim anahtarını kabul etmiyor. Tek’i Shopify yönetim panelinde bir kez açın: anahtar yenilenir.",
  "fault.shopify.token-retired":
    "Shopify bu tür erişim anahtarını artık kabul etmiyor. Tek’i Shopify yönetim panelinde bir kez açın: anahtar yenilenir.",
  "fault.shopify.refresh-refused":
    "Shopify erişim anahtarını yenilemedi. Tek’i Shopify yönetim panelinde bir kez açın: anahtar yenilenir.",
  "fault.shopify.no-refresh-token":
    "Erişim anahtarının süresi doldu. Tek’i Shopify yönetim panelinde bir kez açın: anahtar yenilenir.",
  "fault.shopify.session-token-refused":
    "Shopify, yönetim panelinin anahtarını kabul etmedi. Panel sayfasını yeniden yükleyin. Böyle kalırsa uygulamanın anahtarını ve sırrını kontrol edin.",
  "fault.shopify.no-token-in-answer": "Shopify anahtar vermeden yanıtladı. Tek denemeyi sürdürür.",
  "fault.shopify.access-denied": "Bir izin eksik. Tek’i Shopify yönetim panelinde açıp istenen izinleri onaylayın.",
  "fault.shopify.forbidden":
    "Shopify buna izin vermiyor. Tek’i Shopify yönetim panelinde açıp istenen izinleri onaylayın.",
  "fault.shopify.shop-frozen":
    "Shopify bu mağazayı dondurdu; nedeni çoğunlukla ödenmemiş bir faturadır. Shopify ile çözüp yeniden deneyin.",
  "fault.shopify.shop-locked": "Shopify bu mağazayı kilitledi. Shopify ile çözüp yeniden deneyin.",
  "fault.shopify.no-such-shop": "Shopify böyle bir mağaza tanımıyor. Kapatılmış ya da adı değişmiş olabilir.",
  "fault.shopify.throttled":
    "Shopify yalnızca belirli sayıda isteğe izin veriyor. Tek bekler ve kendiliğinden devam eder.",
  "fault.shopify.trouble": "Shopify’da şu an bir sorun var. Tek denemeyi sürdürür.",
  "fault.shopify.refused": "Shopify isteği reddetti. Tek’i işleten kişi nedenini günlükte bulur.",
  "fault.shopify.query-refused": "Shopify, Tek’in sorgusunu reddetti. Tek’in güncellenmesi gerekebilir.",
  "fault.shopify.query-too-dear":
    "Shopify, Tek’in sorgusunu çok büyük bularak reddetti. Tek’in güncellenmesi gerekebilir.",
  "fault.shopify.no-data": "Shopify’ın yanıtı boştu. Tek denemeyi sürdürür.",
  "fault.shopify.not-graphql": "Shopify yerine başka bir şey yanıt verdi. Tek ile Shopify arasındaki ağı kontrol edin.",
  "fault.shopify.goods-unreadable": "Shopify mağazasının ürünleri okunamadı. Tek’in güncellenmesi gerekebilir.",
  "fault.shopify.page-unreadable": "Shopify siparişlerinin bir sayfası okunamadı. Tek’in güncellenmesi gerekebilir.",
  "fault.shopify.shop-unreadable": "Shopify’ın mağaza bilgisi okunamadı. Tek’in güncellenmesi gerekebilir.",
  "fault.shopify.order-unreadable": "Bir sipariş okunamadı ve ayrıldı. Tek’in güncellenmesi gerekebilir.",
  "fault.shopify.order-inconsistent": "Bir sipariş kendi içinde çelişiyordu ve ayrıldı.",
  "fault.shopify.order-endless": "Bir siparişin okunabilecekten çok parçası vardı ve ayrıldı.",
  "fault.shopify.order-kept-changing": "Bir sipariş okunurken sürekli değişti. Tek yeniden dener.",
  "fault.woocommerce.url-invalid":
    "Bu bir mağaza adresi değil. Tarayıcının adres çubuğundaki gibi olmalı: https://magaza.example.com",
  "fault.woocommerce.url-with-password": "Adreste kullanıcı adı ve parola olmasın. Anahtarların kendi alanları var.",
  "fault.woocommerce.http-needs-consent":
    "Bu adres şifreli değil: anahtarlar ağda açıkça taşınır. https kullanın. Mağaza kendi ağınızdaysa şifresiz bağlantıya izin verin: aşağıdaki kutu ya da terminalde --allow-http.",
  "fault.woocommerce.keys-swapped":
    "İki anahtar birbirinin alanında duruyor. Müşteri anahtarı ck_, müşteri sırrı cs_ ile başlar.",
  "fault.woocommerce.key-invalid":
    "Bu bir WooCommerce anahtarı değil. Müşteri anahtarı ck_, müşteri sırrı cs_ ile başlar. Tamamını kopyalayın.",
  "fault.woocommerce.key-refused":
    "Mağaza anahtarları kabul etmiyor. WooCommerce’te (Ayarlar → Gelişmiş → REST API) “Okuma/Yazma” izniyle yenilerini oluşturun.",
  "fault.woocommerce.forbidden":
    "Anahtarların buna izni yok. WooCommerce’te anahtara “Okuma/Yazma” izni verin ve mağazayı yönetebilen bir kullanıcıya bağlayın.",
  "fault.woocommerce.write-refused": "Anahtarlar okuyabiliyor ama yazamıyor. WooCommerce’te “Okuma/Yazma” izni verin.",
  "fault.woocommerce.nonce-reused": "Mağaza isteği yinelenen bir istek sandı. Tek yeniden dener.",
  "fault.woocommerce.clocks-differ":
    "Mağaza ile Tek’in saatleri on beş dakikadan çok farklı; mağaza imzayı eski sanıyor. Mağaza sunucusunun saatini ayarlayın ya da https kullanın.",
  "fault.woocommerce.blocked":
    "Mağazanın güvenlik duvarı ya da bir güvenlik eklentisi Tek’i engelliyor. Tek sunucusunun /wp-json/ adresini kullanmasına izin verin.",
  "fault.woocommerce.busy":
    "Mağaza biraz beklenmesini istiyor. Bir dakika sonra yeniden deneyin; bağlı bir mağazaya Tek kendiliğinden yeniden sorar.",
  "fault.woocommerce.broken":
    "Mağazanın sunucusunda bir hata var. Sunucunun günlüğüne bakın, sonra yeniden deneyin; bağlı bir mağazaya Tek kendiliğinden yeniden sorar.",
  "fault.woocommerce.redirected":
    "Mağaza ziyaretçileri şu adrese yönlendiriyor: {to}. Tek anahtarlarla oraya gitmez. Onun yerine bu adresi girin.",
  "fault.woocommerce.no-api":
    "Bu adreste WooCommerce yanıt vermiyor. Adresi, WooCommerce’in etkin olduğunu ve kalıcı bağlantıların “Düz” olmadığını kontrol edin.",
  "fault.woocommerce.html":
    "Mağaza veri yerine bir web sayfasıyla yanıt verdi. Nedeni çoğunlukla bakım modu ya da bir güvenlik eklentisidir: onu kapatın ya da /wp-json/ yolunu serbest bırakın, sonra yeniden deneyin.",
  "fault.woocommerce.not-json":
    "Mağazanın yanıtı okunamadı. Bir eklenti yanıta uyarı yazıyor olabilir: uyarılar yalnızca günlüğe yazılsın (WP_DEBUG_DISPLAY kapalı) ya da en son değişen eklentiyi kapatın.",
  "fault.woocommerce.not-a-list": "Mağazanın yanıtı okunamadı: bir liste bekleniyordu.",
  "fault.woocommerce.index-unreadable":
    "Mağaza kim olduğunu söylemiyor. /wp-json/ adresinin tarayıcıda açıldığını kontrol edin.",
  "fault.woocommerce.currency-unknown":
    "Mağazanın para birimi Tek’in bildiği bir para birimi değil. WooCommerce → Ayarlar’dan kontrol edin.",
  "fault.woocommerce.missing": "Mağazada artık yok.",
  "fault.woocommerce.conflict": "Bu arada mağazada değişti. Tek yeniden okur.",
  "fault.woocommerce.rejected": "Mağaza isteği anladı ve reddetti.",
  "fault.woocommerce.order-unreadable": "Bir sipariş okunamadı ve ayrıldı. Bir eklenti biçimini değiştirmiş olabilir.",
  "fault.woocommerce.product-unreadable":
    "Bir ürün okunamadı ve dışarıda bırakıldı. Bir eklenti biçimini değiştirmiş olabilir.",
  "fault.woocommerce.product-undated": "Bir ürünün tarihi yok; ürün dışarıda bırakıldı.",
  "fault.woocommerce.too-many-variations":
    "{product} numaralı ürünün 400’den çok varyasyonu var: Tek bu ürünü okumuyor.",
  "fault.woocommerce.order-undated": "Bir siparişin tarihi yok; sipariş ayrıldı.",
  "fault.woocommerce.amount-unreadable": "Bir siparişteki tutar okunamadı; sipariş ayrıldı.",
  "fault.woocommerce.date-unreadable": "Bir siparişteki tarih okunamadı; sipariş ayrıldı.",
  "fault.woocommerce.refunds-unreadable": "Bir siparişin para iadeleri okunamadı; sipariş ayrıldı.",
  "fault.woocommerce.webhooks-unreadable":
    "Mağazanın webhook’ları okunamadı. Değişiklikler yine mağazaya sorularak bulunur.",
  "fault.shop.permissions-missing":
    "Bu anahtarlar okuyabiliyor ama yazamıyor ({scopes}). Hiçbir şey kaydedilmedi. WooCommerce’te (Ayarlar → Gelişmiş → REST API) “Okuma/Yazma” izni verin ya da bu izinle yenilerini oluşturun.",
  "fault.network.no-such-host":
    "İnternette böyle bir adres yok: {host}. Yazım hatası olup olmadığına bakın; adres doğruysa alan adının süresi dolmuş olabilir.",
  "fault.network.certificate":
    "Sertifikası güvenilir değil: {host}. Bu yüzden hiçbir anahtar gönderilmedi. Mağazanın barındırma hizmetine geçerli bir sertifika kurdurup yeniden deneyin.",
  "fault.network.private-address":
    "Bu adres, Tek’in erişemeyeceği özel bir ağa çıkıyor: {host}. Mağazanın herkese açık adresini kullanın.",
  "fault.woocommerce.approval-needs-https":
    "WooCommerce anahtarları yalnızca https adresine verir; bu Tek’e ise düz http ile ulaşılıyor. Anahtarları burada elle girin ya da Tek’i işleten kişi PUBLIC_URL veya CALLBACK_URL ayarına bir https adresi yazsın.",
  "fault.woocommerce.approval-denied":
    "Mağazanın sayfasında Tek reddedildi. Hiçbir şey kaydedilmedi, mağaza anahtar vermedi. Yine de bağlamak için baştan başlayıp onaylayın.",
  "fault.woocommerce.approval-expired":
    "Onay için verilen bir saat doldu. Hiçbir şey kaydedilmedi. Tek’in Mağazalar sayfasından yeniden başlayın.",
  "fault.woocommerce.approval-unknown":
    "Tek böyle bir onay bilmiyor. Hiçbir şey kaydedilmedi. Tek’in Mağazalar sayfasından yeniden başlayın.",
  "fault.woocommerce.approval-malformed":
    "Mağazanın verdiği şey bir WooCommerce anahtarı değil. Hiçbir şey kaydedilmedi. WooCommerce’i güncelleyip yeniden başlayın ya da anahtarları elle girin.",
  "fault.woocommerce.approval-foreign":
    "Mağaza, başka bir onaya ait bir anahtar verdi. Anahtar kabul edilmedi. Tek’in Mağazalar sayfasından yeniden başlayın.",
  "fault.woocommerce.key-read-only":
    "Mağazanın verdiği anahtarın izni yetersiz: “{permissions}”. Anahtar kaydedilmedi. Yeniden başlayıp okuma ve yazmayı onaylayın.",
  "fault.woocommerce.rest-refused":
    "Bir eklenti mağazanın REST API’sini kapatmış ({platformCode}). Tek’teki siparişler durur. Eklentinin ayarlarında /wp-json/wc/v3/ için REST API’ye izin verip yeniden deneyin.",
  "fault.woocommerce.secret-wrong":
    "Mağaza bu anahtarı tanıyor ama sır başka. Hiçbir şey kaydedilmedi ya da değişmedi. İkisini yeniden kopyalayın; sır kaybolduysa WooCommerce’te (Ayarlar → Gelişmiş → REST API) yeni anahtar oluşturun.",
  "fault.woocommerce.key-unknown":
    "Mağaza anahtarları kabul etmiyor: onları tanımıyor ya da kullanıcısı siparişleri göremiyor. Silinmiş ya da başka bir mağazanın olabilirler. WooCommerce’te (Ayarlar → Gelişmiş → REST API) “Okuma/Yazma” izniyle yenilerini oluşturun.",
  "fault.woocommerce.plain-permalinks":
    "Mağazanın kalıcı bağlantıları “Düz”; https olmadan API’si böyle kullanılamaz. WordPress’te Ayarlar → Kalıcı bağlantılar altında başka bir yapı seçin ya da mağazanın https adresini kullanın.",
  "fault.woocommerce.no-plugin":
    "Bu adreste WordPress yanıt veriyor ama WooCommerce yok. WooCommerce eklentisinin etkin olduğunu ve adresin başka bir sitenin değil, mağazanın adresi olduğunu kontrol edin.",
  "fault.woocommerce.redirected-somewhere":
    "Mağaza Tek’i, hangisi olduğunu söylemeden başka bir adrese yönlendiriyor. Tarayıcının vardığı adresi girin.",
  "fault.woocommerce.challenge":
    "Bir bot koruması (örneğin Cloudflare) Tek’ten tarayıcı olduğunu kanıtlamasını istiyor. Tek sunucusunun adresi için /wp-json/ yolunu doğrulamasız geçirin; Tek’teki siparişler durur.",
  "fault.woocommerce.maintenance": "Mağaza bakım modunda. Hiçbir şey kaybolmaz: açıldığında yeniden deneyin.",
  "fault.woocommerce.coming-soon":
    "Mağaza yabancılara “çok yakında” sayfası gösteriyor; Tek de bunlardan biri. Mağazayı açın ya da /wp-json/ yolunu serbest bırakın.",
  "fault.woocommerce.login-page":
    "Mağaza, API’sini soran herkese giriş sayfası gösteriyor. Girişi isteyen eklentide /wp-json/ yolunu hariç tutun.",
  "fault.woocommerce.security-plugin":
    "Mağazanın bir güvenlik eklentisi ya da güvenlik duvarı Tek’i engelledi. Orada Tek sunucusunun adresine izin verip yeniden deneyin.",
  "fault.woocommerce.critical-error":
    "Mağazanın WordPress’i kritik bir hatayla duruyor. Hata günlüğüne bakın ya da en son değişen eklentiyi kapatın, sonra yeniden deneyin; bağlı bir mağazaya Tek kendiliğinden yeniden sorar.",
};
