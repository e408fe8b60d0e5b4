/** A small shop for the tests of the theme's scripts. */
import { use } from "../../themes/market/scripts/text.js";

export const germany = { name: "Germany", countries: ["DE"], cost: 490, free_above: 6000, days: "2–3 days", classes: { bulky: 1200 }, line: "order_shipping_to", to: "order_address" };
export const europe = { name: "European Union", countries: ["AT", "FR"], cost: 990, free_above: null, days: "3–6 days", classes: {}, line: "order_shipping_to", to: "order_address" };
export const pickup = { name: "Pick-up, Am Weiher 4", countries: [], cost: 0, free_above: null, days: "after 2 days", classes: {}, line: "order_pickup", to: "order_name" };

/** As data/shop.json has it for English and euros. */
const forms = ["€0.0#", "€0.##", "€#.##", "€##.##", "€###.##", "€#,###.##", "€##,###.##", "€###,###.##", "€#,###,###.##"];
export const euros = { digits: 2, numerals: [..."0123456789"], exact: forms, whole: forms.with(0, "€0.00") };

export const shop = {
  name: "Leaf & Clay",
  locale: "en",
  currency: "EUR",
  money: euros,
  zones: [germany, europe],
  checkout: [],
  shards: 4,
  chunks: 1,
  chunk_size: 100,
  terms: 0,
  urls: { cart: "/cart/", search: "/search/", products: "/products/" },
  strings: {
    order_greeting: "Hello {shop}, I would like to order:",
    order_line: "{quantity} × {title} ({sku}) {price}",
    order_shipping: "Delivery: {shipping}",
    order_shipping_to: "Delivery ({zone}): {shipping}",
    order_pickup: "{zone}: {shipping}",
    order_name: "Name: ",
    order_shipping_open: "to be confirmed",
    order_total: "Total: {total}",
    order_reference: "Order reference: {reference}",
    order_url: "Shop: {url}",
    order_address: "Name: \nAddress: ",
    pay_quantity: "Set the quantity to {quantity}.",
    from: "from {price}",
    free: "free",
    items: { one: "{count} item", other: "{count} items" },
  },
};

/** @param {object} [facts] */
export const offer = (facts = {}) => ({ t: "Mug", v: null, u: "/products/mug/", i: null, p: 2400, a: "in_stock", b: 1, q: null, k: "physical", c: "", l: null, n: "", ...facts });

export const opened = (facts = {}) => use({ ...shop, ...facts });
