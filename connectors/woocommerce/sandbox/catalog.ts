import { goods, people, pictureOf } from "../../contract/sandbox/cast.ts";
import type { Product } from "./entities.ts";
import type { Address } from "./order-entities.ts";
import type { Shop } from "./shop.ts";
import { slugOf } from "./slug.ts";
import { statusFor } from "./stock.ts";

/** Goods of this shop beside the cast's: what real shops have and tidy ones do not. */
const oddities = [
  {
    name: 'Fincan &amp; tabak takımı — "ikili"',
    sku: "FINCAN-2",
    price: 45900,
    sale: 39900,
    managed: true,
    virtual: false,
  },
  { name: "Hediye çeki 500", sku: "HEDIYE-500", price: 50000, sale: null, managed: false, virtual: true },
  { name: "Atölyeden tek parça", sku: "", price: 128000, sale: null, managed: true, virtual: false },
] as const;

/** Lays the cast's goods and people in an empty shop; a shop that has goods is left alone. */
export function layCatalog(shop: Shop): void {
  if (shop.state.products.size > 0) return;
  for (const good of goods) {
    const reduced = ["ÇAY-250", "DEFTER-A5"].includes(good.sku);
    const base = { name: good.title, taxClass: reduced ? "reduced-rate" : "", price: good.priceMinor, file: good.sku };
    if (good.options.length === 0) {
      lay(shop, { ...base, type: "simple", sku: good.sku, stock: 60 });
      continue;
    }
    // The rugs share one count, kept by the parent; the other goods count each colour.
    const shared = good.sku === "HALI-80";
    const options = good.options.map(({ value }) => value);
    const name = good.options[0]?.name ?? "Renk";
    const attributes = [{ id: 0, name, slug: slugOf(name), options }];
    const parent = lay(shop, { ...base, type: "variable", sku: good.sku, stock: shared ? 40 : null, attributes });
    for (const { value, sku } of good.options)
      lay(shop, {
        ...base,
        type: "variation",
        sku,
        parentId: parent.id,
        stock: shared ? null : 30,
        attributes: [{ id: 0, name, slug: slugOf(name), options: [value] }],
      });
  }
  for (const { name, sku, price, sale, managed, virtual } of oddities)
    lay(shop, { type: "simple", name, sku, price, sale, taxClass: "", file: "", stock: managed ? 20 : null, virtual });
  for (const [index, person] of people.entries()) if (index % 3 !== 0) layCustomer(shop, index, person.email);
}

/** The SVG behind `/wp-content/uploads/<file>.svg`, or null. */
export function pictureFile(file: string): string | null {
  const good = goods.find(({ sku }) => sku === file);
  return good ? pictureOf(good) : null;
}

/** A person of the cast as WooCommerce's address. */
export function addressOf(index: number): Address {
  const person = people[index % people.length];
  if (!person) throw new Error("the cast has no people");
  return {
    first_name: person.first,
    last_name: person.last,
    company: index % 5 === 4 ? "Iğdır İnşaat A.Ş." : "",
    address_1: person.address.line1,
    address_2: index % 4 === 1 ? "Daire 5" : "",
    city: person.address.city,
    state: person.address.country === "TR" ? person.address.provinceCode : "",
    postcode: person.address.zip,
    country: person.address.country,
    email: person.email,
    phone: person.phone,
  };
}

interface Laid extends Pick<Product, "type" | "name" | "sku" | "taxClass"> {
  readonly price: number;
  readonly sale?: number | null;
  readonly file: string;
  readonly stock: number | null;
  readonly parentId?: number;
  readonly virtual?: boolean;
  readonly attributes?: Product["attributes"];
}

function lay(shop: Shop, o: Laid): Product {
  const product: Product = {
    id: shop.state.next("post"),
    parentId: o.parentId ?? 0,
    type: o.type,
    status: "publish",
    name: o.name,
    slug: slugOf([o.name, ...(o.type === "variation" ? (o.attributes?.[0]?.options ?? []) : [])].join(" ")),
    sku: o.sku,
    createdAt: shop.now(),
    modifiedAt: shop.now(),
    regularPrice: o.type === "variable" ? null : o.price,
    salePrice: o.sale ?? null,
    taxClass: o.taxClass,
    virtual: o.virtual ?? false,
    downloadable: false,
    manageStock: o.stock !== null,
    stock: o.stock,
    stockStatus: "instock",
    backorders: "no",
    totalSales: 0,
    imageId: o.file ? shop.state.next("post") : 0,
    imageFile: o.file,
    imageAlt: "",
    attributes: o.attributes ?? [],
    categories: [],
    weight: "",
    gtin: "",
    lowStock: null,
    meta: [],
  };
  if (product.manageStock) product.stockStatus = statusFor(product);
  shop.state.put({ product });
  return product;
}

function layCustomer(shop: Shop, index: number, email: string): void {
  const billing = addressOf(index);
  const customer = {
    id: shop.state.next("user"),
    createdAt: shop.now(),
    modifiedAt: null,
    email,
    firstName: billing.first_name,
    lastName: billing.last_name,
    username: email.split("@")[0] ?? email,
    billing,
    shipping: billing,
    paying: true,
  };
  shop.state.put({ customer });
}
