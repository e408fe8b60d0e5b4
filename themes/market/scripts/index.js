/** The theme's one script. Each module looks for its own hooks and does nothing where they are absent.
 *
 * Hooks that templates outside of partials/{cart,buy,filters,recent}.html may use:
 * - `<a data-cart-open href="/cart/">` opens the drawer; `<span data-slot="cart-count" hidden>` shows the number of items
 * - `[data-track]` scrolls its children `#photo-1…n`; `<a href="#photo-2" data-thumb>` brings one into view
 * - `<button data-share hidden>`, `<button data-copy-link>` for the page's canonical address
 * - `<a data-video href="…">` around the poster gives way to the player in the `<template>` behind it
 * - `<button data-stars="5" disabled>` shows only the reviews `[data-rating="5"]`
 * - `<details id="…">` opens by the address's hash
 * - `[data-cards]`, `[data-slot="pages"]`: the list that filters redraw, and its pagination
 * - `.js-only` is hidden by the style sheet: `@media (scripting: none) { .js-only { display: none !important } }`
 */
import "./quantity.js";
import "./cart.js";
import "./product.js";
import "./collection.js";
import "./search.js";
import "./recent.js";
import "./buttons.js";
