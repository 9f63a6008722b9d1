/** The 81 provinces in the order of their numbers (ISO 3166-2:TR), which are those of the number plates. */
const provinces = `
  Adana Adıyaman Afyonkarahisar Ağrı Amasya Ankara Antalya Artvin Aydın
  Balıkesir Bilecik Bingöl Bitlis Bolu Burdur Bursa Çanakkale Çankırı
  Çorum Denizli Diyarbakır Edirne Elazığ Erzincan Erzurum Eskişehir Gaziantep
  Giresun Gümüşhane Hakkâri Hatay Isparta Mersin İstanbul İzmir Kars
  Kastamonu Kayseri Kırklareli Kırşehir Kocaeli Konya Kütahya Malatya Manisa
  Kahramanmaraş Mardin Muğla Muş Nevşehir Niğde Ordu Rize Sakarya
  Samsun Siirt Sinop Sivas Tekirdağ Tokat Trabzon Tunceli Şanlıurfa
  Uşak Van Yozgat Zonguldak Aksaray Bayburt Karaman Kırıkkale Batman
  Şırnak Bartın Ardahan Iğdır Yalova Karabük Kilis Osmaniye Düzce
`
  .trim()
  .split(/\s+/);

/** The name of a Turkish province by its code, "TR07" as WooCommerce writes it or "TR-07"; null for any other code. */
export function turkishProvince(code: string): string | null {
  const number = /^TR-?(\d{2})$/.exec(code)?.[1];
  return provinces[Number(number) - 1] ?? null;
}
