/** The list of all findings: searched, sorted, and drawn anew after every edit. */
import { all, counted, draw } from "./findings.js";

/** @typedef {import("./findings.js").Finding} Finding */

const get = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (document.querySelector("form.filter"));
const search = /** @type {HTMLInputElement} */ (get("search"));
const sort = /** @type {HTMLSelectElement} */ (get("sort"));

/** @type {import("./findings.js").All | undefined} */
let found;

/** @type {Record<string, (finding: Finding) => string>} */
const orders = { severity: () => "", file: ({ file }) => file ?? "", code: ({ code }) => code };

function show() {
  if (!found) return;
  const { findings, token, errors, warnings, more } = found;
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const severity = new FormData(form).get("severity");
  const fits = (/** @type {Finding} */ finding) => {
    const text = [finding.message, finding.code, finding.file, finding.help].join(" ").toLowerCase();
    return (!severity || finding.severity === severity) && words.every((word) => text.includes(word));
  };
  const order = orders[sort.value];
  const listed = findings.filter(fits).sort((a, b) => order(a).localeCompare(order(b)));
  get("findings").replaceChildren(...listed.map((finding) => draw(finding, token)));
  const total = `${counted(errors, "error")}, ${counted(warnings, "warning")}`;
  const shown = listed.length === findings.length ? "" : ` · ${listed.length} shown`;
  get("count").textContent = errors + warnings ? total + shown + (more ? ` · the first ${findings.length} are listed` : "") : "Nothing to say: no errors, no warnings.";
}

async function load() {
  found = await all();
  show();
}

form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("shopwright:state", () => load().catch(() => {}));
load();
