/** An email with the order written out. RFC 6068: lines end in %0D%0A. @import { HandOver } from "../types.js" */
import { written } from "../message.js";

/** @type {HandOver} */
export const email = (order, checkout) => written(order, checkout, "\r\n");
