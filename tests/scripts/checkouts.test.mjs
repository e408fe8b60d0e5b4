import assert from "node:assert/strict";
import test from "node:test";
import { providers } from "../../themes/market/scripts/checkouts/index.js";
import { orderText, URL_MAX } from "../../themes/market/scripts/message.js";
import { totals } from "../../themes/market/scripts/totals.js";
import { germany, offer, opened, pickup } from "./shop.mjs";

/** An order of offers, one sku each. */
function order(offers, { zone = germany, reference = "3F9A-1C20", quantity = 1 } = {}) {
  const lines = Object.keys(offers).map((sku) => ({ sku, qty: quantity, price: null }));
  return { totals: totals(lines, new Map(Object.entries(offers)), zone), zone, reference, url: "https://shop.example/" };
}

const chat = { bare: "https://wa.me/49", body: "?text=" };
const mail = { bare: "mailto:a@b.example?subject=Order", body: "&body=" };
const ways = { whatsapp: chat, email: mail };

const mug = { "MUG-1": offer({ v: "Chalk", l: "https://buy.stripe.com/abc" }) };

test("the message lists lines, delivery, total, reference and shop", () => {
  opened();
  const text = orderText(order({ ...mug, "BOOK-1": offer({ t: "Book", k: "digital", p: 500 }) }, { quantity: 2 }));
  assert.equal(
    text,
    "Hello Leaf & Clay, I would like to order:\n2 × Mug, Chalk (MUG-1) €48.00\n2 × Book (BOOK-1) €10.00\n" +
      "Delivery (Germany): €4.90\nTotal: €62.90\nOrder reference: 3F9A-1C20\nShop: https://shop.example/\nName: \nAddress: ",
  );
});

test("what is sent later says when, and what is not sent needs no address", () => {
  opened();
  const later = orderText(order({ A: offer({ d: "Pre-order. Sent from 1 March 2027" }), B: offer() }));
  assert.match(later, /\n1 × Mug \(A\) €24\.00\n\(Pre-order\. Sent from 1 March 2027\)\n1 × Mug \(B\)/);
  assert.doesNotMatch(orderText(order({ A: offer({ k: "service" }) })), /Name|Address/);
});

test("who fetches an order names the place, and no address", () => {
  opened();
  const text = orderText(order(mug, { zone: pickup }));
  assert.match(text, /\nPick-up, Am Weiher 4: free\n/);
  assert.match(text, /\nName: $/);
  assert.doesNotMatch(text, /Delivery|Address/);
});

test("delivery is left open without a zone, and absent for what needs none", () => {
  opened();
  assert.match(orderText(order(mug, { zone: null })), /\nDelivery: to be confirmed\nTotal: €24\.00\n/);
  assert.doesNotMatch(orderText(order({ A: offer({ k: "digital" }) })), /Delivery/);
  assert.doesNotMatch(orderText(order(mug, { reference: null })), /reference/);
});

test("a total says what is paid again and again, and that a price may be higher", () => {
  opened();
  const refresh = { A: offer({ t: "Refresh", k: "digital", p: 1900, n: "per month" }) };
  assert.match(orderText(order(refresh)), /\) €19\.00 per month\nTotal: €19\.00 per month\n/);
  const commission = { B: offer({ t: "Commission", k: "service", p: 1000, f: 1 }) };
  assert.match(orderText(order(commission)), /\) from €10\.00\nTotal: from €10\.00\n/);
  assert.match(orderText(order({ ...refresh, ...commission, ...mug })), /\nDelivery \(Germany\): €4\.90\nTotal: from €38\.90 \+ €19\.00 per month\n/);
  assert.match(orderText(order({ C: offer({ k: "digital", p: 0 }) })), /\nTotal: €0\.00\n/);
});

test("lines that are not counted are not ordered", () => {
  opened();
  assert.doesNotMatch(orderText(order({ ...mug, GONE: null, OUT: offer({ b: 0 }) })), /GONE|OUT/);
});

test("WhatsApp: the exact link", () => {
  opened();
  const { url } = providers.whatsapp(order(mug), { bare: "https://wa.me/491701234567", body: "?text=" });
  assert.equal(
    url,
    "https://wa.me/491701234567?text=Hello%20Leaf%20%26%20Clay%2C%20I%20would%20like%20to%20order%3A%0A" +
      "1%20%C3%97%20Mug%2C%20Chalk%20(MUG-1)%20%E2%82%AC24.00%0ADelivery%20(Germany)%3A%20%E2%82%AC4.90%0ATotal%3A%20%E2%82%AC28.90%0A" +
      "Order%20reference%3A%203F9A-1C20%0AShop%3A%20https%3A%2F%2Fshop.example%2F%0AName%3A%20%0AAddress%3A%20",
  );
});

test("email: lines end in CRLF", () => {
  opened();
  const { url } = providers.email(order(mug), mail);
  assert.ok(url.startsWith(`${mail.bare}&body=Hello%20`), url);
  assert.match(url, /order%3A%0D%0A1%20%C3%97/);
  assert.doesNotMatch(url, /(?<!%0D)%0A/);
});

test("hostile titles stay text", () => {
  opened();
  const title = "A&text=B#c?d=%0Ae \u202e</script>🍵";
  const { url } = providers.whatsapp(order({ X: offer({ t: title }) }), chat);
  const parsed = new URL(url);
  assert.deepEqual([...parsed.searchParams.keys()], ["text"]);
  assert.ok(parsed.searchParams.get("text").includes(title));
  assert.equal(parsed.hash, "");
});

test("an order too long for a link is copied instead", () => {
  opened();
  const long = order(Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`SKU-${at}`, offer({ t: "Espresso cup" })])));
  for (const name of ["whatsapp", "email"]) {
    const step = providers[name](long, ways[name]);
    assert.equal(step.url, undefined);
    assert.equal(step.bare, ways[name].bare);
    assert.match(step.message, /SKU-59/);
  }
  const edge = (length) => providers.whatsapp(order({ A: offer({ t: "x".repeat(length) }) }), chat);
  const most = URL_MAX - edge(0).url.length;
  assert.equal(edge(most).url.length, URL_MAX);
  assert.equal(edge(most + 1).url, undefined);
});

test("payment links: one line goes there, several are paid line by line", () => {
  opened();
  const one = providers.payment_link(order(mug, { quantity: 3 }), {});
  assert.equal(one.url, "https://buy.stripe.com/abc?client_reference_id=3F9A-1C20");
  assert.deepEqual(one.links, [{ title: "Mug, Chalk", quantity: 3, url: one.url, hint: "Set the quantity to 3." }]);
  assert.deepEqual(one.missing, []);
  const two = providers.payment_link(order({ ...mug, B: offer({ t: "Bowl", l: "https://pay.example/b?x=1" }), C: offer({ t: "Cup" }), D: offer({ b: 0 }) }), {});
  assert.equal(two.url, null);
  assert.deepEqual(two.links.map(({ title, url }) => [title, url]), [
    ["Mug, Chalk", "https://buy.stripe.com/abc?client_reference_id=3F9A-1C20"],
    ["Bowl", "https://pay.example/b?x=1"],
  ]);
  assert.deepEqual(two.missing.map(({ title }) => title), ["Cup"]);
  const none = providers.payment_link(order({ C: offer({ t: "Cup" }) }), {});
  assert.deepEqual([none.url, none.links], [undefined, []]);
});
