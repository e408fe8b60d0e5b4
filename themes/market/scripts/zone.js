/** Which shipping zone the totals are for: the one chosen before, else the first, whose costs stand on every page.
 *  The browser's language is no address: many browsers say `en-US` wherever they are. */

/** @import { Zone } from "./types.js" */
import { remember, remembered } from "./store.js";
import { shop } from "./text.js";

const key = "zone";

/** @param {string} name */
export const chooseZone = (name) => remember(key, name);

/** @returns {Zone|undefined} none when the shop names none */
export const currentZone = () => shop.zones.find(({ name }) => name === remembered(key)) ?? shop.zones[0];
