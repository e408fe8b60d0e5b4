/** What a customer does in a shop and sees there, in the words of the page. */
import { until } from "./chrome.mjs";

/** The text that can be seen in the first element, one space for any white space; null when there is none or it is hidden. */
export const shown = (page, selector) =>
  page.evaluate((selector) => {
    const found = [...document.querySelectorAll(selector)].find((element) => element.checkVisibility());
    return found ? found.innerText.replace(/\s+/g, " ").trim() : null;
  }, selector);

/** Chooses an option's value by its label, as a tap on the label does. @param {string} value the radio's value */
export async function choose(page, option, value) {
  await page.click(`label:has(> input[name="${option}"][value="${value}"])`);
  await until(() => page.evaluate(() => document.querySelector("[data-buy-status]").textContent), "the choice to be told");
}

/** Puts what is chosen into the cart and waits until the page says so. */
export async function addToCart(page) {
  const before = await page.evaluate(() => document.querySelector("[data-buy-status]").textContent);
  await page.click(".buy-row [data-add]");
  await page.waitForSelector("[data-toast]:not([hidden])");
  await until(async () => (await page.evaluate(() => document.querySelector("[data-buy-status]").textContent)) !== before, "the confirmation");
}

/** Remembers a cart of these lines, as an earlier visit would have. @param {{sku: string, qty: number, price?: number|null}[]} lines */
export function leaveInCart(page, site, lines) {
  const stored = JSON.stringify({ lines: lines.map((line) => ({ price: null, ...line })) });
  return page.evaluate((key, stored) => localStorage.setItem(key, stored), `shopwright.cart.${site.base}`, stored);
}

/** Opens the cart page with these lines in the cart. */
export async function withCart(page, site, lines) {
  await leaveInCart(page, site, lines);
  await page.goto(`${site.home}cart/`, { waitUntil: "networkidle0" });
  await drawn(page);
}

/** Waits until the visible cart shows something. */
export const drawn = (page) =>
  until(
    () => page.evaluate(() => [...document.querySelectorAll(".cart-lines > *, .cart .empty, .cart [data-slot=offline]")].some((element) => element.checkVisibility())),
    "the cart to be drawn",
  );

/** The visible cart as it can be read: lines, sums and what is said about them; what is hidden is absent. */
export const cart = (page) =>
  page.evaluate(() => {
    const place = [...document.querySelectorAll("[data-cart]")].find((element) => element.checkVisibility());
    const text = (selector, root = place) => {
      const found = [...root.querySelectorAll(selector)].find((element) => element.checkVisibility());
      return found?.innerText.replace(/\s+/g, " ").trim() || undefined;
    };
    const present = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
    const lines = [...place.querySelectorAll(".cart-line")].map((line) =>
      present({
        title: text(".cart-line-title", line),
        variant: text(".cart-line-variant", line),
        price: text(".cart-line-price", line),
        note: text(".cart-line-note", line),
        quantity: line.querySelector("input").checkVisibility() ? Number(line.querySelector("input").value) : undefined,
        sum: text(".cart-line-total", line),
      }),
    );
    const sums = { subtotal: text("[data-slot=subtotal]"), shipping: text("[data-slot=shipping]"), total: text("[data-slot=total]") };
    const said = { free: text("[data-slot=free]"), days: text("[data-slot=days]"), message: text("[data-slot=message]"), undo: text(".cart-undo span"), empty: text(".empty p") };
    return present({ lines, ...sums, ...said });
  });

/** Waits for a total and gives the cart with it. @param {string} total */
export async function cartWithTotal(page, total) {
  await until(async () => (await cart(page)).total === total, `a total of ${total}`).catch(async (error) => {
    throw new Error(`${error.message}; the cart says ${JSON.stringify(await cart(page))}`);
  });
  return cart(page);
}

/** The shown number of items in the header; null when there is no number. */
export const count = (page) => shown(page, "[data-slot=cart-count]");

/** Delivers to another zone, as soon as the visible cart asks for one. */
export async function deliverTo(page, zone) {
  const list = "[data-cart]:has(.cart-lines) .cart-zone select";
  await page.waitForSelector(list, { visible: true });
  await page.select(list, zone);
}

/** Presses the button of one way to order, by its label, and gives the address to which it leads. */
export async function order(page, label) {
  page.outside.length = 0;
  await page.evaluate((label) => [...document.querySelectorAll("[data-pay]")].find((button) => button.checkVisibility() && button.innerText.trim() === label).click(), label);
  return until(() => page.outside[0], `the hand-over by "${label}"`);
}

/** The lines of an order message in a link. @param {string} url */
export function message(url) {
  const { searchParams } = new URL(url);
  return (searchParams.get("text") ?? searchParams.get("body")).split(/\r?\n/);
}

/** The order's reference as the cart names it. */
export const reference = (page) => shown(page, "[data-slot=reference]");
