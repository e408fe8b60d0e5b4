/** The words that the scripts share with the data files. Types only; nothing here reaches the browser.
 *
 * Amounts (`Minor`) are integers in the currency's minor unit: 2400 is €24.00.
 * @typedef {number} Minor
 *
 * @typedef {object} Zone  a shipping zone of shop.yaml
 * @property {string} name
 * @property {string[]} countries  ISO 3166-1 alpha-2
 * @property {Minor} cost
 * @property {Minor|null} free_above  an order of so much or more is delivered free
 * @property {string} days  how long it takes, as text
 * @property {string} line  key of the words that an order has for it
 * @property {string} to  and for whom it goes to
 * @property {Record<string, Minor|null>} classes  cost by shipping class; null: such parcels do not go there
 *
 * @typedef {object} Checkout  a way to order, in the shop's order of preference
 * @property {string} provider
 * @property {string} label
 * @property {string} note  what happens next and who charges
 * @property {string} [bare]  the link to write to the shop
 * @property {string} [body]  what stands between it and the order
 *
 * @typedef {object} MoneyForms  how amounts are written: a form per number of digits, `€#.##`, with a `#` for each
 * @property {number} digits  decimals of the currency
 * @property {string[]} numerals  from zero to nine
 * @property {string[]} exact
 * @property {string[]} whole  of amounts without a fraction
 *
 * @typedef {string|Record<string, string>} Text  a text, or one per plural category
 *
 * @typedef {object} Shop  data/shop.json
 * @property {string} name
 * @property {string} locale  that of the words, by which they are counted
 * @property {string} currency
 * @property {MoneyForms} money
 * @property {Zone[]} zones
 * @property {Checkout[]} checkout
 * @property {number} shards  files of data/offers/, a power of two
 * @property {number} chunks
 * @property {number} chunk_size  cards per file of data/products/
 * @property {number} terms  0: the search index is the one file `all`
 * @property {Record<string, Text>} strings
 * @property {{cart: string, search: string, products: string}} urls
 *
 * @typedef {object} Offer  one sku in data/offers/<n>.json
 * @property {string} t  title
 * @property {string|null} v  variant, and its deposit
 * @property {string} u  url
 * @property {string|null} i  image
 * @property {number} [w]
 * @property {number} [h]
 * @property {Minor} p  price
 * @property {string} a  availability code
 * @property {0|1} b  buyable
 * @property {number|null} q  most that can be ordered
 * @property {"physical"|"digital"|"service"} k  kind
 * @property {string} c  shipping class, may be empty
 * @property {string|null} l  payment link
 * @property {boolean} [f]  the price is a "from" price
 * @property {string} n  interval of a subscription, as text; empty for what is paid once
 * @property {string} [o]  list price of a sale, as text
 * @property {string} [g]  unit price, as text
 * @property {string|null} [d]  what must be said of it: that it is sent later, and when; the age of who buys it
 *
 * @typedef {object} Card  one product in data/products/<chunk>.json
 * @property {string} t  title
 * @property {string} u  url
 * @property {string} s  sku
 * @property {string|null} i  image
 * @property {number} [w]
 * @property {number} [h]
 * @property {string|null} [x]  alt text
 * @property {string} p  price, as text
 * @property {boolean} [f]  it is the lowest of several
 * @property {string|null} [m]  interval of a subscription, as text
 * @property {string|null} [l]  list price, as text
 * @property {string|null} [n]  unit price, as text
 * @property {[string, string][]} [b]  badges: kind, text
 * @property {[string, string]} [r]  rating: as it is shown, as it is read out
 *
 * @typedef {object} Listing  data/collections/<slug>.json: one entry per row in each list, in featured order; most products are one row
 * @property {number[]} ids  product numbers
 * @property {Minor[]} price  the lowest of the product
 * @property {Minor[]} min  the lowest of the row
 * @property {(0|1)[]} stock
 * @property {number[]} new  rank by age, 0 is the newest
 * @property {number[]} rating
 * @property {Facet[]} facets
 *
 * @typedef {object} Facet
 * @property {string} name
 * @property {string[]} values
 * @property {number[][]} of  value indices of each row
 *
 * @typedef {object} Line  what the cart remembers
 * @property {string} sku
 * @property {number} qty
 * @property {Minor|null} price  when it was added
 *
 * @typedef {object} Stored  localStorage `shopwright.cart.<root>`
 * @property {Line[]} lines
 * @property {string} [reference]
 *
 * @typedef {object} CartLine  a line beside what the shop says today
 * @property {Line} line
 * @property {Offer} [offer]  none: no such sku any more
 * @property {number} quantity  that is counted
 * @property {Minor} sum
 * @property {boolean} counted
 * @property {("unknown_item"|"sold_out_line"|"not_sent"|"only_left"|"price_changed")[]} notes  what the customer must be told, as keys of texts
 *
 * @typedef {CartLine & {offer: Offer}} Ordered  a line that is counted
 *
 * @typedef {Record<string, Minor>} Due  what is paid per interval of a subscription, as text; "" is paid once
 *
 * @typedef {object} Totals
 * @property {CartLine[]} lines
 * @property {Ordered[]} ordered
 * @property {Due} subtotal
 * @property {boolean} shippable  something in it needs shipping
 * @property {Minor|null} shipping  null: to be confirmed
 * @property {Minor} missing  what the order lacks until its delivery is free; 0 when it is, or never will be
 * @property {Due} total
 * @property {boolean} from  the true price of something may be higher
 *
 * @typedef {object} Order  everything that a hand-over needs
 * @property {Totals} totals
 * @property {Zone} [zone]  that the totals are for
 * @property {string|null} reference
 * @property {string} url  of the shop
 *
 * @typedef {object} Link  the payment page of a line
 * @property {string} title
 * @property {number} quantity
 * @property {string} url
 * @property {string|false} hint  what is to be set there
 *
 * @typedef {object} Step  what a hand-over does: go to `url`, or offer `links`, or have `message` copied and go to `bare`
 * @property {string|null} [url]
 * @property {Link[]} [links]
 * @property {{title: string}[]} [missing]  what has no link
 * @property {string} [message]
 * @property {string} [bare]
 *
 * @typedef {(order: Order, checkout: Checkout) => Step} HandOver
 *
 * @typedef {object} PriceView  a price as texts, made at build time
 * @property {string} text
 * @property {boolean} from
 * @property {string|null} interval
 * @property {string|null} list
 * @property {string|null} lowest
 * @property {string|null} saving
 * @property {string|null} unit
 *
 * @typedef {object} Variant  in the JSON of a product page
 * @property {string} sku
 * @property {string[]} v  value key per option
 * @property {Minor} minor  the price
 * @property {PriceView} price
 * @property {{code: string, text: string, detail: string|null, buyable: boolean, add: string}} availability
 * @property {string} [delivery]  what it costs to send it and how long that takes
 * @property {number} [image]  index into the gallery
 * @property {string} url
 * @property {number} [max]
 */
export {};
