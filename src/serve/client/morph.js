/** Brings a page from what the server sent before to what it sends now, and leaves everything else on it alone. */

/** @param {Document} before as it was sent @param {Document} after as it is sent now */
export function morph(before, after) {
  if (document.title === before.title) document.title = after.title;
  attributes(document.documentElement, before.documentElement, after.documentElement);
  head(before.head, after.head);
  attributes(document.body, before.body, after.body);
  children(document.body, before.body, after.body);
}

const isOwn = (/** @type {Node} */ node) => node instanceof Element && (node.matches("script[data-instance]") || node.localName === "shopwright-overlay");

/** What only machines read, in any order; style sheets are changed beforehand. @param {Element} before @param {Element} after */
function head(before, after) {
  const listed = (/** @type {Element} */ own) =>
    [...own.children].filter((child) => !child.matches("title, meta[http-equiv], meta[charset], link[rel=stylesheet]"));
  const old = listed(before).map((child) => child.outerHTML);
  const wanted = listed(after);
  const now = wanted.map((child) => child.outerHTML);
  for (const child of listed(document.head)) if (old.includes(child.outerHTML) && !now.includes(child.outerHTML)) child.remove();
  for (const child of wanted) if (!old.includes(child.outerHTML)) document.head.append(document.importNode(child, true));
}

/** @param {Element} live @param {Element} before @param {Element} after */
function attributes(live, before, after) {
  for (const { name, value } of after.attributes) if (before.getAttribute(name) !== value) set(live, name, value);
  for (const { name } of before.attributes) if (!after.hasAttribute(name)) live.removeAttribute(name);
}

/** @param {Element} live @param {string} name @param {string} value */
function set(live, name, value) {
  live.setAttribute(name, value);
  // A field that nobody has touched shows its new value.
  if (name === "value" && live instanceof HTMLInputElement && document.activeElement !== live) live.value = value;
}

/** Whether two nodes stand for the same thing on the page. @param {Node} a @param {Node} b */
function alike(a, b) {
  if (a.nodeType !== b.nodeType || a.nodeName !== b.nodeName) return false;
  return !(a instanceof Element && b instanceof Element) || (a.id === b.id && a.getAttribute("href") === b.getAttribute("href")) || a.isEqualNode(b);
}

/** Pairs children that stand for the same thing: the longest beginning, the longest end, and what lies between by kind. @param {Node[]} a @param {Node[]} b */
function pairs(a, b) {
  let start = 0;
  while (start < a.length && start < b.length && a[start].isEqualNode(b[start])) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end].isEqualNode(b[b.length - 1 - end])) end++;
  /** @type {Map<Node, Node>} new → old */
  const known = new Map();
  for (let n = 0; n < start; n++) known.set(b[n], a[n]);
  for (let n = 1; n <= end; n++) known.set(b[b.length - n], a[a.length - n]);
  const free = a.slice(start, a.length - end);
  const open = b.slice(start, b.length - end);
  // The same first, wherever they went; then alike ones in their order; then one of the same kind for each that is left.
  for (const fits of [(/** @type {Node} */ x, /** @type {Node} */ y) => x.isEqualNode(y), alike, (/** @type {Node} */ x, /** @type {Node} */ y) => x.nodeName === y.nodeName]) {
    for (const node of open) {
      if (known.has(node)) continue;
      const at = free.findIndex((other) => fits(other, node));
      if (at >= 0) known.set(node, free.splice(at, 1)[0]);
    }
  }
  return known;
}

/** @param {Element} live @param {Element} before @param {Element} after */
function children(live, before, after) {
  if (before.isEqualNode(after)) return;
  const old = [...before.childNodes];
  const now = [...live.childNodes].filter((node) => !isOwn(node));
  const sent = old.filter((node) => !isOwn(node));
  const wanted = [...after.childNodes].filter((node) => !isOwn(node));
  const theirs = counterparts(sent, now);
  if (!theirs) return replace(live, wanted, now);
  const known = pairs(sent, wanted);
  const kept = new Set(known.values());
  for (const node of sent) if (!kept.has(node)) theirs.get(node)?.remove();
  /** @type {ChildNode | null} */
  let last = null;
  for (const node of wanted) {
    const source = known.get(node);
    let mine = source && theirs.get(source);
    if (source && mine) {
      change(mine, source, node);
    } else if (!source) {
      mine = /** @type {ChildNode} */ (document.importNode(node, true));
    } else {
      continue;
    }
    // Moved only when it stands elsewhere: moving takes the focus away.
    /** @type {ChildNode | null} */
    const place = last ? last.nextSibling : live.firstChild;
    if (place !== mine && !between(last, mine, live)) live.insertBefore(mine, place);
    last = mine;
  }
}

/** Whether only what scripts added stands between two neighbours. @param {ChildNode | null} last @param {ChildNode} mine @param {Element} live */
function between(last, mine, live) {
  if (mine.parentNode !== live) return false;
  return last ? Boolean(last.compareDocumentPosition(mine) & Node.DOCUMENT_POSITION_FOLLOWING) && following(last, mine) : false;
}

/** @param {ChildNode} last @param {ChildNode} mine */
function following(last, mine) {
  for (let node = last.nextSibling; node && node !== mine; node = node.nextSibling) if (!made.has(node)) return false;
  return true;
}

/** Nodes that a script of the shop added. @type {WeakSet<Node>} */
const made = new WeakSet();

/** The node on the page for each that was sent; nothing when scripts made something else of them. @param {Node[]} sent @param {ChildNode[]} now */
function counterparts(sent, now) {
  /** @type {Map<Node, ChildNode>} */
  const map = new Map();
  let at = 0;
  for (const node of sent) {
    let next = at;
    while (next < now.length && !(now[next].nodeName === node.nodeName && sameName(now[next], node))) next++;
    if (next === now.length) {
      // A text that a script took away, or white space, is no reason to draw everything anew.
      if (node.nodeType === Node.TEXT_NODE) continue;
      return null;
    }
    for (const other of now.slice(at, next)) made.add(other);
    map.set(node, now[next]);
    at = next + 1;
  }
  for (const other of now.slice(at)) made.add(other);
  return map;
}

/** @param {Node} a @param {Node} b */
const sameName = (a, b) => !(a instanceof Element && b instanceof Element) || a.id === b.id;

/** @param {Element} live @param {Node[]} wanted @param {ChildNode[]} now */
function replace(live, wanted, now) {
  now.forEach((node) => node.remove());
  live.prepend(...wanted.map((node) => document.importNode(node, true)));
}

/** @param {ChildNode} live @param {Node} before @param {Node} after */
function change(live, before, after) {
  if (before.isEqualNode(after)) return;
  if (live instanceof Element && before instanceof Element && after instanceof Element) {
    attributes(live, before, after);
    children(live, before, after);
  } else if (live.nodeValue !== after.nodeValue) {
    live.nodeValue = after.nodeValue;
  }
}
