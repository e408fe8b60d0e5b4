/** Lighthouse as on a phone: what does not depend on the machine must be perfect; speed is printed. */
import assert from "node:assert/strict";
import test from "node:test";
import lighthouse from "lighthouse";
import { launch, leave, visit } from "./chrome.mjs";
import { sites } from "./sites.mjs";

const browser = await launch();
const [kits] = await sites("kits");

/** Images aside, what a page may weigh as it is sent: HTML, styles, scripts, data, font. */
const budget = 90 * 1024;

const pages = {
  home: "",
  product: "products/live-selling-kit/",
  collection: "collections/sell-offers/",
  cart: "cart/",
  questions: "faq/",
};

/** One look at a page with a profile of its own. @param {string[]} onlyCategories */
async function look(path, onlyCategories) {
  const page = await visit(browser, "about:blank");
  // The cart is kept from search engines on purpose.
  const skipAudits = path === pages.cart ? ["is-crawlable"] : [];
  const { lhr } = await lighthouse(kits.home + path, { logLevel: "error", output: "json" }, { extends: "lighthouse:default", settings: { onlyCategories, skipAudits } }, page);
  await leave(page);
  assert.equal(lhr.runtimeError, undefined);
  return lhr;
}

/** The audits that cost points, in words. */
const shortcomings = (lhr) =>
  Object.values(lhr.categories).flatMap(({ id, auditRefs }) =>
    auditRefs.filter((ref) => id !== "performance" && ref.weight > 0 && lhr.audits[ref.id].score !== null && lhr.audits[ref.id].score < 1).map((ref) => `${id}: ${lhr.audits[ref.id].title}`),
  );

for (const [name, path] of Object.entries(pages)) {
  test(`${name}: accessibility, best practices and search 100`, async (context) => {
    const first = await look(path, ["accessibility", "best-practices", "seo", "performance"]);
    assert.deepEqual(shortcomings(first), []);
    for (const category of ["accessibility", "best-practices", "seo"]) assert.equal(first.categories[category].score, 1, category);

    const shift = first.audits["cumulative-layout-shift"].numericValue;
    assert.ok(shift <= 0.02, `layout shift ${shift}`);
    const requests = first.audits["network-requests"].details.items;
    const sent = requests.filter(({ resourceType }) => resourceType !== "Image").reduce((sum, { transferSize }) => sum + transferSize, 0);
    assert.ok(sent > 0 && sent <= budget, `${sent} bytes without images, at most ${budget}`);

    // Speed depends on the machine and is printed, not asserted.
    const speed = Math.round(first.categories.performance.score * 100);
    context.diagnostic(`${name}: speed ${speed}; layout shift ${shift.toFixed(3)}; ${(sent / 1024).toFixed(1)} KB without images`);
  });
}
