// The modal on top of the acting person's stack.
import { drawAll } from "./blocks.js";
import { find, h, keyOf, words } from "./dom.js";
import { control, initial } from "./elements.js";
import { gesture } from "./link.js";

let shown = ""; // which drawing of which view is on the screen
let values = new Map();

// Draws the modal of `state`, or closes it. A redraw keeps what was typed into fields of the same name.
export function drawModal(state, data) {
  const dialog = find("dialog.modal");
  if (!state.modal) {
    shown = "";
    dialog.close();
    return;
  }
  const { view, depth, typed } = state.modal;
  const drawing = `${state.me} ${view.id} ${view.hash}`;
  if (drawing === shown) return;
  if (!shown.startsWith(`${state.me} ${view.id} `)) {
    values = new Map(typed.map((one) => [`${one.block_id} ${one.action_id}`, one.value]));
  }
  shown = drawing;
  dialog.replaceChildren(form(state, view, depth, data));
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector(".field") ?? dialog.querySelector(".dialog-foot button"))?.focus();
}

function form(state, view, depth, data) {
  const send = (verb, body = {}) => gesture(verb, { user: state.me, ...body, values: listed(view) });
  const close = (everything) => () => gesture("close", { user: state.me, everything });
  const use = (block, one, value) =>
    send("click_in_modal", { action_id: one.action_id, block_id: block.block_id, value });
  const body = drawAll(view.blocks, data, use, (block) => inputBlock(block, data, use));
  find("dialog.modal").oncancel = (event) => {
    event.preventDefault();
    close(false)();
  };
  return h(
    "form",
    { class: "modal-form", novalidate: true, onsubmit: (event) => submit(event, send) },
    h(
      "header",
      { class: "modal-head" },
      h("h2", { id: "modal-title" }, words(view.title)),
      h("button", { type: "button", class: "icon-button", "aria-label": "Close all", onclick: close(true) }, "×"),
    ),
    h("div", { class: "modal-body" }, body),
    h("p", { class: "modal-notice", role: "alert", hidden: true }),
    h(
      "footer",
      { class: "dialog-foot" },
      h(
        "button",
        { type: "button", class: "button", "data-testid": "modal-close", onclick: close(false) },
        words(view.close) || (depth > 1 ? "Back" : "Cancel"),
      ),
      view.submit && h("button", { type: "submit", class: "button primary", "data-testid": "modal-submit" }, words(view.submit)),
    ),
  );
}

function inputBlock(block, data, use) {
  const one = block.element;
  const id = `field-${block.block_id}`;
  const key = keyOf(block, one);
  const changed = (value) => {
    values.set(key, value);
    if (block.dispatch_action) use(block, one, value);
  };
  const field = control(one, data, values.has(key) ? values.get(key) : initial(one), changed, id);
  const many = field.classList.contains("choices");
  if (many) field.setAttribute("aria-labelledby", `${id}-label`);
  field.setAttribute("aria-describedby", `${id}-error`);
  return h(
    "div",
    { class: "input-block", "data-block-id": block.block_id },
    h(
      many ? "span" : "label",
      { class: "label", id: `${id}-label`, for: many ? undefined : id },
      words(block.label),
      block.optional ? h("span", { class: "optional" }, " (optional)") : null,
    ),
    field,
    h("p", { class: "field-error", id: `${id}-error`, hidden: true }),
    block.hint ? h("p", { class: "hint" }, words(block.hint)) : null,
  );
}

// Every field the person may have touched, in the shape the server takes.
function listed(view) {
  const found = [];
  for (const block of view.blocks) {
    for (const one of [...(block.elements ?? []), block.element, block.accessory]) {
      if (one?.action_id && values.has(keyOf(block, one))) {
        found.push({ block_id: block.block_id, action_id: one.action_id, value: values.get(keyOf(block, one)) });
      }
    }
  }
  return found;
}

async function submit(event, send) {
  event.preventDefault();
  const button = event.target.querySelector("[data-testid=modal-submit]");
  button.disabled = true;
  const result = await send("submit");
  button.disabled = false;
  const notice = event.target.querySelector(".modal-notice");
  notice.textContent = result.notice;
  notice.hidden = !result.notice;
  showErrors(event.target, result.errors);
}

function showErrors(body, errors) {
  for (const block of body.querySelectorAll(".input-block")) {
    const text = errors[block.dataset.blockId];
    const error = block.querySelector(".field-error");
    error.textContent = text ?? "";
    error.hidden = !text;
    block.classList.toggle("wrong", Boolean(text));
    block.querySelector(".field, .choices")?.setAttribute("aria-invalid", text ? "true" : "false");
  }
  body.querySelector(".wrong .field, .wrong input")?.focus();
}
