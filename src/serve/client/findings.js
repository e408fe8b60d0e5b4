/** Findings as elements: message, place, the lines around it with the fault marked, the remedy. Used over pages and on /_check/. */

/** @typedef {{number: number, text: string, mark: [number, number] | null}} Line */
/** @typedef {{severity: "error" | "warning", code: string, message: string, help: string | null, file: string | null, line: number | null,
 *   column: number | null, own: boolean, excerpt: Line[]}} Finding */
/** @typedef {{instance: string, number: number, token: string, errors: number, warnings: number, more: number, findings: Finding[]}} All */

/** @returns {Promise<All>} */
export const all = async () => (await fetch("/_live/findings", { cache: "no-store" })).json();

/** @param {string} name @param {string} kind @param {...(Node | string)} children */
export function element(name, kind, ...children) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.append(...children);
  return made;
}

/** Code in words: `like this` becomes an element. @param {string} text */
const words = (text) => text.split("`").map((part, n) => (n % 2 ? element("code", "", part) : part));

/** @param {number} count @param {string} word */
export const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** @param {Finding} finding @param {string} token */
export function draw(finding, token) {
  const title = element("p", "message", element("span", `mark ${finding.severity}`, finding.severity), ...words(finding.message));
  const item = element("li", `finding ${finding.severity}`, title);
  if (finding.file) item.append(place(finding, token));
  if (finding.excerpt.length) item.append(excerpt(finding.excerpt));
  if (finding.help) item.append(element("p", "help", ...words(finding.help)));
  return item;
}

/** @param {Finding} finding @param {string} token */
function place(finding, token) {
  const text = [finding.file, finding.line, finding.column].filter((part) => part !== null).join(":");
  const code = element("span", "code", finding.code);
  if (!finding.own) return element("p", "place", element("span", "path", text), code);
  const button = /** @type {HTMLButtonElement} */ (element("button", "path", text));
  button.type = "button";
  button.title = "Open in your editor";
  const said = element("span", "said");
  said.setAttribute("role", "status");
  button.onclick = async () => {
    const body = JSON.stringify({ file: finding.file, line: finding.line ?? 1, column: finding.column ?? 1 });
    const response = await fetch("/_live/open", { method: "POST", headers: { "X-Shopwright-Token": token }, body });
    said.textContent = response.ok ? "" : await response.text();
  };
  return element("p", "place", button, code, said);
}

/** @param {Line[]} lines */
function excerpt(lines) {
  const pre = element("pre", "excerpt");
  // It may be scrolled, so the keyboard must reach it.
  pre.tabIndex = 0;
  pre.setAttribute("role", "group");
  pre.setAttribute("aria-label", "Lines of the file");
  for (const { number, text, mark } of lines) {
    const row = element("span", mark ? "row fault" : "row", element("span", "number", String(number)));
    if (mark) {
      const [start, length] = mark;
      const letters = [...text];
      row.append(letters.slice(0, start).join(""), element("mark", "", letters.slice(start, start + length).join("") || " "), letters.slice(start + length).join(""));
    } else {
      row.append(text);
    }
    pre.append(row, "\n");
  }
  return pre;
}
