/** Errors over the page, warnings in its corner. In a shadow tree, so that the shop's styles and these do not meet. */
import { all, counted, draw, element } from "./findings.js";

/** A file that is half written is wrong for a moment, and nobody should see that. */
const PATIENCE = 120;

export class Overlay {
  constructor() {
    this.host = document.createElement("shopwright-overlay");
    this.root = this.host.attachShadow({ mode: "open" });
    const styles = /** @type {HTMLLinkElement} */ (element("link", ""));
    styles.rel = "stylesheet";
    styles.href = "/_live/overlay.css";
    this.box = element("div", "");
    this.root.append(styles, this.box);
    /** @type {number | undefined} */
    this.timer = undefined;
    this.number = -1;
    /** Closed by its reader until the next state. */
    this.closed = -1;
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.box.querySelector("dialog")?.close();
    });
  }

  /** @param {{number: number, errors: number, warnings: number}} state */
  state(state) {
    clearTimeout(this.timer);
    if (document.querySelector("[data-own]")) return;
    const wait = state.errors && !this.box.querySelector("dialog[open]") ? PATIENCE : 0;
    // A server that has gone says so by its silence.
    this.timer = setTimeout(() => this.show(state).catch(() => {}), wait);
  }

  /** @param {{number: number, errors: number, warnings: number}} state */
  async show({ number, errors, warnings }) {
    if (!this.host.isConnected) document.body.append(this.host);
    if (!errors && !warnings) return this.box.replaceChildren();
    const found = await all();
    if (found.number < number) return;
    if (found.errors) return this.errors(found);
    this.badge(found);
  }

  /** @param {import("./findings.js").All} found */
  errors(found) {
    if (this.closed === found.number) return this.badge(found);
    this.panel(found, counted(found.errors, "error"), "the last good site stays below");
  }

  /** @param {import("./findings.js").All} found @param {string} title @param {string} note */
  panel(found, title, note) {
    const before = /** @type {HTMLDialogElement | null} */ (this.box.querySelector("dialog"));
    const scrolled = before?.querySelector("ol")?.scrollTop ?? 0;
    const dialog = /** @type {HTMLDialogElement} */ (element("dialog", "panel"));
    dialog.setAttribute("aria-labelledby", "title");
    const heading = element("h2", "", title);
    heading.id = "title";
    const close = /** @type {HTMLButtonElement} */ (element("button", "close", "Close"));
    close.onclick = () => dialog.close();
    const list = /** @type {HTMLAnchorElement} */ (element("a", "", "All findings"));
    list.href = "/_check/";
    const items = found.findings.map((finding) => draw(finding, found.token));
    if (found.more) items.push(element("li", "more", `… and ${found.more} more`));
    dialog.append(element("div", "head", heading, element("p", "", note), list, close), element("ol", "findings", ...items));
    dialog.onclose = () => {
      this.closed = found.number;
      this.badge(found);
    };
    this.box.replaceChildren(dialog);
    // Not modal, and without taking the focus: the page below can be read, and nobody is interrupted while typing.
    dialog.setAttribute("open", "");
    dialog.setAttribute("aria-live", "polite");
    if (before) items[0].parentElement?.scrollTo(0, scrolled);
  }

  /** @param {import("./findings.js").All} found */
  badge(found) {
    const { errors, warnings } = found;
    const text = errors ? counted(errors, "error") : counted(warnings, "warning");
    const button = /** @type {HTMLButtonElement} */ (element("button", errors ? "badge error" : "badge", text));
    button.type = "button";
    button.onclick = () => this.panel(found, text, errors ? "the last good site stays below" : "the site can be published");
    this.box.replaceChildren(button);
  }
}
