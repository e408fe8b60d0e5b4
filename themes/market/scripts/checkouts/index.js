/** Ways to order a cart, by their name in shop.yaml. To add one: a file here with its hand-over, and its line below. */

/** @import { HandOver } from "../types.js" */
import { email } from "./email.js";
import { paymentLink } from "./payment_link.js";
import { whatsapp } from "./whatsapp.js";

/** @type {Record<string, HandOver>} */
export const providers = { payment_link: paymentLink, whatsapp, email };
