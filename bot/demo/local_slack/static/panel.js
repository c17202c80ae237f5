// The demo's side panel: what to try, which mails went out, what was recorded.
import { find, h } from "./dom.js";
import { gesture } from "./link.js";

let shown = "";

export function drawPanel(state) {
  const text = JSON.stringify(state.console);
  if (text === shown) return;
  shown = text;
  const { explains = [], buttons = [], notice = "", mails = [], audit = [] } = state.console;
  const open = new Set([...document.querySelectorAll(".panel details[open]")].map((one) => one.dataset.key));
  find(".panel").replaceChildren(
    h("button", { type: "button", class: "icon-button panel-close only-narrow", "aria-label": "Close panel", "data-closes": true }, "×"),
    tryIt(explains, buttons, notice),
    section("Outgoing mail", "mails", mails.map((mail, index) => drawMail(mail, `mail-${index}`, open)), "No mail has left. A mail appears here only after a named person approved it."),
    section("Audit trail", "audit", audit.map(drawEvent), "Nothing recorded yet."),
  );
}

function tryIt(explains, buttons, notice) {
  const press = (button) => async (event) => {
    event.target.disabled = true;
    await gesture("console", { button: button.id });
    event.target.disabled = false;
  };
  return h(
    "section",
    { class: "panel-part" },
    h("h2", {}, "About this demo"),
    explains.length ? h("ol", { class: "explains" }, explains.map((line) => h("li", {}, line))) : null,
    buttons.map((button) =>
      h(
        "div",
        { class: "console-button" },
        h("button", { type: "button", class: "button", "data-testid": `console-${button.id}`, onclick: press(button) }, button.label),
        button.hint ? h("small", {}, button.hint) : null,
      ),
    ),
    notice ? h("p", { class: "console-notice", role: "status", "data-testid": "console-notice" }, notice) : null,
  );
}

function section(title, id, rows, empty) {
  return h(
    "section",
    { class: "panel-part", "data-testid": id },
    h("h2", {}, title, h("span", { class: "count" }, String(rows.length))),
    rows.length ? rows : h("p", { class: "empty" }, empty),
  );
}

function drawMail(mail, key, open) {
  const line = (name, value) => (value ? [h("dt", {}, name), h("dd", {}, value)] : []);
  return h(
    "details",
    { class: "mail", "data-key": key, open: open.has(key) },
    h("summary", {}, h("strong", {}, mail.subject), h("span", {}, `to ${mail.to}`)),
    h("dl", {}, line("From", mail.from), line("To", mail.to), line("Cc", mail.cc), line("File", mail.file)),
    h("pre", { class: "mail-text" }, mail.body),
  );
}

function drawEvent(event) {
  return h(
    "div",
    { class: "event" },
    h("time", {}, event.at),
    h("p", {}, h("strong", {}, event.who), ` ${event.what}`, event.packet ? h("code", {}, event.packet) : null),
    event.detail ? h("p", { class: "detail" }, event.detail) : null,
  );
}
