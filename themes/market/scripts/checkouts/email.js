/** An email with the order written out. RFC 6068: lines end in %0D%0A. @import { HandOver } from "../types.js" */
import { encode, orderText, within } from "../message.js";
import { say, shop } from "../text.js";

/** @type {HandOver} */
export function email(order, { address = "" }) {
  const message = orderText(order);
  const subject = say("order_subject", { shop: shop.name });
  const bare = `mailto:${encode(address).replace("%40", "@")}?subject=${encode(subject)}`;
  return within(`${bare}&body=${encode(message.replaceAll("\n", "\r\n"))}`, bare, message);
}
