// The demo's side panel: let the world move, see which mails went out and what was recorded, go on for real.
import { find, h } from "./dom.js";
import { ask } from "./form.js";
import { gesture } from "./link.js";

let told = ""; // the news that was shown last
const shown = new Map(); // part -> what it was drawn from: one that did not change is left alone

export function drawPanel(state, goTo) {
  const { buttons = [], notice = "", look = {}, at_work = "", mails = [], audit = [], recorded, steps = [], guide = "" } = state.console;
  const panel = find(".panel");
  if (!panel.children.length) panel.append(closer(), ...["world", "mails", "audit", "steps"].map((id) => part(id)));
  const news = notice && notice !== told;
  told = notice;
  draw("world", { buttons, notice, look, at_work, me: state.me }, () => world(state.me, buttons, notice, look, at_work, goTo));
  // What just happened stands at the top, and whoever pressed a button further down has to see it.
  if (news) panel.scrollTop = 0;
  draw("mails", mails, () => {
    const open = new Set([...document.querySelectorAll(".panel details[open]")].map((one) => one.dataset.key));
    return list("Outgoing mail", mails.map((mail) => drawMail(mail, open)), "No mail has left. One appears here only after a named person approved it.");
  });
  draw("audit", { audit, recorded }, () => list("Audit trail", audit.map(drawEvent), "Nothing recorded yet.", recorded));
  draw("steps", { steps, guide }, () => ownSlack(steps, guide));
}

const closer = () =>
  h("button", { type: "button", class: "icon-button panel-close only-narrow", "aria-label": "Close panel", "data-closes": true }, "×");

const part = (id) => h("section", { class: "panel-part", "data-testid": id, hidden: true });

function draw(id, from, build) {
  const text = JSON.stringify(from);
  if (shown.get(id) === text) return;
  shown.set(id, text);
  const box = find(`.panel-part[data-testid=${id}]`);
  const parts = build();
  const focused = box.contains(document.activeElement) ? document.activeElement.dataset.testid : "";
  box.hidden = !parts.length;
  box.replaceChildren(...parts);
  if (focused) box.querySelector(`[data-testid="${focused}"]`)?.focus({ preventScroll: true });
}

function world(me, buttons, notice, look, atWork, goTo) {
  const row = (button) =>
    h(
      "div",
      { class: "console-button" },
      h(
        "button",
        {
          type: "button",
          class: `button${atWork === button.id ? " busy" : ""}`,
          "data-testid": `console-${button.id}`,
          "aria-busy": atWork === button.id ? "true" : undefined,
          disabled: Boolean(atWork),
          onclick: (event) => press(button, me, event.currentTarget),
        },
        atWork === button.id ? button.at_work : button.label,
      ),
      button.hint ? h("small", {}, button.hint) : null,
    );
  if (!buttons.length) return [];
  return [h("h2", {}, "Let the world move"), notice ? happened(notice, look, goTo) : null, ...buttons.map(row)].filter(Boolean);
}

function happened(notice, look, goTo) {
  const go = h("button", { type: "button", class: "link", "data-testid": "notice-go", onclick: () => goTo(look.user, look.channel) }, "Show me");
  return h("p", { class: "console-notice", role: "status", "data-testid": "console-notice" }, notice, look.channel ? [" ", go] : null);
}

async function press(button, user, element) {
  if (!button.asks) {
    // The server says so too, a moment later: a second press must find it shut at once.
    element.disabled = true;
    element.textContent = button.at_work ?? button.label;
    await gesture("console", { user, button: button.id, values: {} });
    return;
  }
  element.disabled = true;
  const form = await gesture("form", { user, button: button.id });
  element.disabled = false;
  if (!form.fields) return;
  const values = await ask(form);
  if (values) await gesture("console", { user, button: button.id, values });
  find(`[data-testid=console-${button.id}]`)?.focus({ preventScroll: true });
}

function list(title, rows, empty, count = rows.length) {
  const head = h("h2", {}, title, h("span", { class: "count" }, String(count)), count > rows.length ? h("small", {}, `the newest ${rows.length}`) : null);
  return [head, rows.length ? h("div", { class: "rows", tabindex: "0", role: "group", "aria-label": title }, rows) : h("p", { class: "empty" }, empty)];
}

function drawMail(mail, open) {
  const line = (name, value) => (value ? [h("dt", {}, name), h("dd", {}, value)] : []);
  return h(
    "details",
    { class: "mail", "data-key": mail.file, open: open.has(mail.file) },
    h("summary", {}, h("strong", {}, mail.subject), h("span", {}, `to ${mail.to}`), mail.approved ? h("span", {}, `approved by ${mail.approved}`) : null),
    h("dl", {}, line("From", mail.from), line("To", mail.to), line("Cc", mail.cc), line("File", mail.file)),
    h("pre", { class: "mail-text" }, mail.body),
  );
}

function drawEvent(event) {
  return h(
    "div",
    { class: "event" },
    h("p", {}, h("time", {}, event.at), " ", h("strong", {}, event.who), ` ${[event.what, event.about].filter(Boolean).join(" · ")}`),
    event.detail ? h("p", { class: "detail" }, event.detail) : null,
  );
}

function ownSlack(steps, guide) {
  if (!steps.length) return [];
  return [
    h("h2", {}, "Your own Slack"),
    h("ol", { class: "steps" }, steps.map((step) => h("li", {}, step))),
    h("p", { class: "empty" }, "Every step with its reasons: ", h("code", {}, guide)),
  ];
}
