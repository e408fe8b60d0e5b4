/** Which shipping zone the totals are for: the one chosen before, else the one of the browser's country, else the first. */

/** @import { Zone } from "./types.js" */
import { root } from "./data.js";
import { remember, remembered } from "./store.js";
import { shop } from "./text.js";

const key = `shopwright.zone.${root}`;

/** @param {string} name */
export const chooseZone = (name) => remember(key, name);

/** @returns {Zone|undefined} none when the shop names none */
export const currentZone = () =>
  shop.zones.find(({ name }) => name === remembered(key)) ??
  shop.zones.find(({ countries }) => navigator.languages.some((tag) => countries.includes(tag.slice(-2)))) ??
  shop.zones[0];
