/** The few ways in which scripts touch the page: find a hook, listen to it, clone a template, fill its slots. Text only, never HTML. */

/** The first element with `data-<hook>`. @param {string} hook @param {ParentNode} [root] */
export const one = (hook, root = document) => /** @type {HTMLElement} */ (root.querySelector(`[data-${hook}]`));

/** @param {string} hook @param {ParentNode} [root] */
export const all = (hook, root = document) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(`[data-${hook}]`)]);

/** The nearest element around a node, or itself, with `data-<hook>`. @param {EventTarget|null} node @param {string} hook */
export const around = (node, hook) => /** @type {HTMLElement|null} */ (/** @type {Element} */ (node).closest(`[data-${hook}]`));

/** @param {string} hook @param {(hit: HTMLElement, event: MouseEvent) => void} act on a click in such an element */
export const onClick = (hook, act) =>
  document.addEventListener("click", (event) => {
    const hit = around(event.target, hook);
    if (hit) act(hit, event);
  });

/** Loads at the first call and then gives the same, unless that failed. @template T @param {() => Promise<T>} load @returns {() => Promise<T>} */
export function once(load) {
  /** @type {Promise<T>|undefined} */
  let coming;
  return () => {
    coming ??= load();
    coming.catch(() => (coming = undefined));
    return coming;
  };
}

/** The documents that templates are taken from; the page's own comes first. */
export const places = [document];

/** @param {string} name of a `<template id="…-template">` */
export const template = (name) => places.map((place) => place.getElementById(`${name}-template`)).find(Boolean);

/** @param {string} name @returns {DocumentFragment} */
export const clone = (name) => /** @type {any} */ (template(name)).content.cloneNode(true);

/** The first element of a template. @param {string} name */
export const cloneOne = (name) => /** @type {HTMLElement} */ (clone(name).firstElementChild);

/** Fills the slots of those names: a text replaces the slot's and `true` keeps it; nothing hides the slot, or the `[data-row]` around it.
 *  @param {ParentNode} root @param {Record<string, string|boolean|0|null|undefined>} values */
export function fill(root, values) {
  for (const [name, value] of Object.entries(values)) {
    for (const slot of all(`slot="${name}"`, root)) {
      (around(slot, "row") ?? slot).hidden = !value;
      if (value && value !== true) slot.textContent = value;
    }
  }
}

/** @param {ParentNode} root @param {{i: string|null, w?: number, h?: number, x?: string|null}} picture */
export function showImage(root, { i, w, h, x }) {
  const image = root.querySelector("img");
  if (!image || !i || image.getAttribute("src") === i) return;
  Object.assign(image, { width: w, height: h, alt: x ?? "", src: i, hidden: false });
}
