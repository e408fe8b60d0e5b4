/** A WhatsApp chat with the order written out. @import { HandOver } from "../types.js" */
import { encode, orderText, within } from "../message.js";

/** @type {HandOver} */
export function whatsapp(order, { number = "" }) {
  const message = orderText(order);
  const bare = `https://wa.me/${number}`;
  return within(`${bare}?text=${encode(message)}`, bare, message);
}
