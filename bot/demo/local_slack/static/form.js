// A small form of the demo's own: what a button of the panel has to know before it can be pressed.
import { find, h } from "./dom.js";

// Resolves to {field id: value}, or to null when the person changed their mind.
export function ask(form) {
  const dialog = find("dialog.choose");
  const fields = new Map(form.fields.map((field) => [field.id, control(field)]));
  for (const field of form.fields) fills(field, fields);
  return new Promise((resolve) => {
    const end = (values) => {
      dialog.close();
      resolve(values);
    };
    const submit = (event) => {
      event.preventDefault();
      end(Object.fromEntries([...fields].map(([id, element]) => [id, element.value])));
    };
    dialog.oncancel = () => resolve(null);
    dialog.replaceChildren(
      h(
        "form",
        { class: "modal-form", onsubmit: submit },
        h("header", { class: "modal-head" }, h("h2", { id: "choose-title" }, form.title)),
        h("div", { class: "modal-body" }, form.fields.map((field) => labelled(field, fields.get(field.id)))),
        h(
          "footer",
          { class: "dialog-foot" },
          h("button", { type: "button", class: "button", "data-testid": "choose-cancel", onclick: () => end(null) }, "Cancel"),
          h("button", { type: "submit", class: "button primary", "data-testid": "choose-submit" }, form.submit),
        ),
      ),
    );
    dialog.showModal();
    fields.values().next().value?.focus();
  });
}

function control(field) {
  const common = { id: `choose-${field.id}`, class: "field", "data-testid": `choose-${field.id}`, required: true };
  if (field.kind === "textarea") {
    const box = h("textarea", { ...common, rows: 6 });
    box.value = field.value ?? "";
    return box;
  }
  const box = h("select", common, grouped(field.options));
  if (field.value) box.value = field.value;
  return box;
}

function grouped(options) {
  const one = (option) => h("option", { value: option.value }, option.label);
  const names = [...new Set(options.map((option) => option.group))];
  if (names.length < 2) return options.map(one);
  return names.map((name) => h("optgroup", { label: name }, options.filter((option) => option.group === name).map(one)));
}

// Choosing an option may write words into another field, which can still be changed there.
function fills(field, fields) {
  if (!field.options?.some((option) => option.fills)) return;
  const box = fields.get(field.id);
  box.addEventListener("change", () => {
    const chosen = field.options.find((option) => option.value === box.value);
    for (const [id, text] of Object.entries(chosen.fills ?? {})) {
      fields.get(id).value = text;
      if (!text) fields.get(id).focus();
    }
  });
}

function labelled(field, element) {
  return h("div", { class: "input-block" }, h("label", { class: "label", for: element.id }, field.label), element);
}
