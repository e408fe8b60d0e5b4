/** A WhatsApp chat with the order written out. @import { HandOver } from "../types.js" */
import { written } from "../message.js";

/** @type {HandOver} */
export const whatsapp = (order, checkout) => written(order, checkout, "\n");
