/** The goods and people of every stand-in, demo and test: the same few, so that a reader knows them by name. */
export interface Good {
  readonly sku: string;
  readonly title: string;
  /** Price in whole units of the shop's currency, as an integer of minor units with 2 decimals. */
  readonly priceMinor: number;
  readonly options: readonly { readonly name: string; readonly value: string; readonly sku: string }[];
  /** Drawn, not written: a machine without an emoji font shows it too. `shape` is SVG on a 64×64 field. */
  readonly picture: { readonly shape: string; readonly colour: string };
}

const good = (
  sku: string,
  title: string,
  priceMinor: number,
  shape: string,
  colour: string,
  values: string[] = [],
): Good => ({
  sku,
  title,
  priceMinor,
  picture: { shape, colour },
  options: values.map((value, i) => ({ name: "Renk", value, sku: `${sku}-${i + 1}` })),
});

export const goods: readonly Good[] = [
  good(
    "KUPA-01",
    "Seramik kupa",
    24900,
    '<path d="M16 22h26v18a8 8 0 0 1-8 8H24a8 8 0 0 1-8-8z"/><path d="M42 26h4a6 6 0 0 1 0 12h-4" fill="none" stroke-width="4"/>',
    "#c7d9e8",
    ["Mavi", "Yeşil", "Kırmızı"],
  ),
  good(
    "VAZO-02",
    "El yapımı vazo",
    61000,
    '<path d="M26 12h12v6c0 5 10 10 10 20a14 14 0 0 1-14 14h-4a14 14 0 0 1-14-14c0-10 10-15 10-20z"/>',
    "#ecd9c6",
  ),
  good(
    "HALI-80",
    "Kilim 80×150",
    189000,
    '<path d="M14 18h36v28H14z"/><path d="M20 24h24v16H20zM32 27l9 5-9 5-9-5z" fill="none" stroke="#fff" stroke-width="2"/>',
    "#e8c7c7",
    ["Bordo", "Lacivert"],
  ),
  good(
    "TABAK-6",
    "Çini tabak",
    34500,
    '<circle cx="32" cy="32" r="20"/><circle cx="32" cy="32" r="12" fill="none" stroke="#fff" stroke-width="2"/>',
    "#d9e8c7",
  ),
  good(
    "MUM-03",
    "Soya mumu, lavanta",
    15900,
    '<path d="M24 28h16v24H24z"/><path d="M32 10c5 6 5 12 0 14-5-2-5-8 0-14z"/>',
    "#ddd3ea",
  ),
  good(
    "DEFTER-A5",
    "Keten kapaklı defter",
    12900,
    '<path d="M18 12h28v40H18z"/><path d="M24 12v40M30 22h10M30 29h10" fill="none" stroke="#fff" stroke-width="2"/>',
    "#f0e6b8",
    ["Çizgili", "Noktalı"],
  ),
  good(
    "ÇAY-250",
    "Rize çayı 250 g",
    8900,
    '<path d="M32 12c14 8 14 30 0 40-14-10-14-32 0-40z"/><path d="M32 18v30" stroke="#fff" stroke-width="2"/>',
    "#cfe3cf",
  ),
  good(
    "SABUN-ZY",
    "Zeytinyağı sabunu",
    4500,
    '<rect x="14" y="24" width="36" height="20" rx="9"/><rect x="22" y="30" width="20" height="8" rx="4" fill="none" stroke="#fff" stroke-width="2"/>',
    "#e6ead0",
  ),
  good(
    "LAMBA-7",
    "Masa lambası",
    97500,
    '<path d="M24 12h16l8 20H16z"/><path d="M30 32h4v14h-4zM22 46h20v5H22z"/>',
    "#f3e2bd",
  ),
  good(
    "ÇANTA-B",
    "Bez çanta “İstanbul”",
    19900,
    '<path d="M16 26h32l-3 26H19z"/><path d="M24 28v-6a8 8 0 0 1 16 0v6" fill="none" stroke-width="3"/>',
    "#d5e0e6",
    ["Ekru", "Siyah"],
  ),
];

export interface Person {
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly phone: string;
  readonly address: {
    readonly line1: string;
    readonly city: string;
    readonly province: string;
    readonly provinceCode: string;
    readonly zip: string;
    readonly country: string;
  };
}

const person = (
  first: string,
  last: string,
  email: string,
  phone: string,
  line1: string,
  city: string,
  provinceCode: string,
  zip: string,
  country = "TR",
): Person => ({
  first,
  last,
  email: `${email}@example.test`,
  phone,
  address: { line1, city, province: city, provinceCode, zip, country },
});

export const people: readonly Person[] = [
  person("Işıl", "Yıldız", "isil", "+90 532 000 0001", "Kıbrıs Şehitleri Cad. 14/3", "İzmir", "TR35", "35220"),
  person("Can", "Öz", "can.oz", "+90 533 000 0002", "Tunalı Hilmi Cad. 81", "Ankara", "TR06", "06680"),
  person("Gülşen", "Çağlar", "gulsen", "+90 535 000 0003", "Bağdat Cad. 212/8", "İstanbul", "TR34", "34728"),
  person("Max", "Weber", "max.weber", "+49 151 000 0004", "Kastanienallee 12", "Berlin", "BE", "10435", "DE"),
  person("Şule", "İnan", "sule", "+90 536 000 0005", "Atatürk Bulvarı 5", "Bursa", "TR16", "16010"),
  person("Ömer", "Kılıç", "omer", "+90 537 000 0006", "Lara Cad. 77/2", "Antalya", "TR07", "07100"),
  person("Anna", "Müller", "anna", "+49 152 000 0007", "Lindenstraße 3", "Hamburg", "HH", "20099", "DE"),
  person("Zeynep", "Ağaoğlu", "zeynep", "+90 538 000 0008", "Cumhuriyet Mah. 44", "Eskişehir", "TR26", "26130"),
  person("Iğdır", "Işık", "igdir", "+90 539 000 0009", "Dörtyol Mah. 1", "Iğdır", "TR76", "76000"),
  person("Emre", "Şahin", "emre", "+90 541 000 0010", "Gazi Cad. 9/1", "Trabzon", "TR61", "61030"),
];

/** The picture of a good as a stand-in serves it: an SVG that needs no network, no font and no licence. */
export function pictureOf({ picture: { shape, colour } }: Pick<Good, "picture">): string {
  const ink = "#5c4a3d";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="8" fill="${colour}"/><g fill="${ink}" stroke="${ink}" stroke-width="0">${shape}</g></svg>`;
}
