// Interactive elements, as real form controls.
import { h, menu, words } from "./dom.js";
import { confirmed } from "./dialogs.js";

const optionsOf = (element) => [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];

// What an element starts with: text, a date, an option's value, or a list of values.
export function initial(element) {
  if (element.initial_options) return element.initial_options.map((option) => option.value);
  if (element.initial_option) return element.initial_option.value;
  return element.initial_value ?? element.initial_date ?? element.initial_time ?? element.initial_user ?? element.initial_users ?? null;
}

// One element that speaks up at once: `use(value)` after its `confirm` was answered.
export function element(block, one, data, use) {
  const asked = async (value) => (await confirmed(one.confirm, data)) && use(value);
  if (one.type === "button") return button(block, one, asked);
  if (one.type === "overflow") return overflow(one, asked);
  return control(one, data, initial(one), asked);
}

function button(block, one, asked) {
  const attributes = {
    type: "button",
    class: `button ${one.style ?? ""}`,
    "data-action-id": one.action_id,
    "data-block-id": block.block_id,
    "data-value": one.value,
    "aria-label": one.accessibility_label,
  };
  const shown = h("button", attributes, words(one.text));
  shown.addEventListener("click", async () => {
    if (one.url) window.open(one.url, "_blank", "noreferrer");
    shown.classList.add("busy");
    shown.disabled = true;
    await asked(one.value);
    shown.classList.remove("busy");
    shown.disabled = false;
  });
  return shown;
}

function overflow(one, asked) {
  const items = one.options.map((option) => ({ label: words(option.text), id: option.value, pick: () => asked(option.value) }));
  const shown = menu("More actions", "•••", items, "");
  shown.dataset.actionId = one.action_id;
  return shown;
}

// A control that holds a value and calls `changed(value)`; used in messages and, silently, in modals.
export function control(one, data, value, changed, id = undefined) {
  const common = { "data-action-id": one.action_id, id, placeholder: words(one.placeholder) || undefined };
  switch (one.type) {
    case "static_select":
      return select(one, common, grouped(one), value, changed);
    case "users_select":
      return select(one, common, data.users.map((user) => h("option", { value: user.id }, user.name)), value, changed);
    case "checkboxes":
    case "multi_static_select":
      return choices(one, "checkbox", new Set(value ?? []), common, changed);
    case "multi_users_select": {
      const options = data.users.map((user) => ({ text: user.name, value: user.id }));
      return choices({ ...one, options }, "checkbox", new Set(value ?? []), common, changed);
    }
    case "radio_buttons":
      return choices(one, "radio", new Set(value ? [value] : []), common, changed);
    default:
      return typed(one, common, value, changed);
  }
}

const INPUT_TYPES = { datepicker: "date", timepicker: "time", number_input: "number", email_text_input: "email", url_text_input: "url" };

function typed(one, common, value, changed) {
  const tell = (event) => changed(event.target.value || null);
  const limits = { maxlength: one.max_length, value: value ?? "", class: "field" };
  if (one.multiline) {
    const rows = Math.min(18, Math.max(5, (value ?? "").split("\n").length + 1));
    return h("textarea", { ...common, ...limits, rows, onchange: tell, oninput: tell });
  }
  const step = one.is_decimal_allowed ? "any" : undefined;
  const type = INPUT_TYPES[one.type] ?? "text";
  const extra = one.type === "datepicker" || one.type === "timepicker" ? { class: "field short" } : {};
  return h("input", { ...common, ...limits, ...extra, type, step, min: one.min_value, max: one.max_value, onchange: tell });
}

function grouped(one) {
  const option = (each) => h("option", { value: each.value }, words(each.text));
  if (!one.option_groups) return one.options.map(option);
  return one.option_groups.map((group) => h("optgroup", { label: words(group.label) }, group.options.map(option)));
}

function select(one, common, options, value, changed) {
  const none = h("option", { value: "" }, words(one.placeholder) || "Choose…");
  const name = words(one.placeholder) || "Choose";
  const shown = h("select", { ...common, class: "field short", "aria-label": common.id ? undefined : name }, none, options);
  shown.value = value ?? "";
  shown.addEventListener("change", () => changed(shown.value || null));
  return shown;
}

function choices(one, type, picked, common, changed) {
  const name = `${common.id ?? "in-message"}-${one.action_id}`;
  const tell = () => {
    const values = [...box.querySelectorAll("input:checked")].map((input) => input.value);
    changed(type === "radio" ? (values[0] ?? null) : values);
  };
  const row = (option) =>
    h(
      "label",
      { class: "choice" },
      h("input", { type, name, value: option.value, checked: picked.has(option.value), onchange: tell }),
      h("span", {}, words(option.text), option.description ? h("small", {}, words(option.description)) : null),
    );
  const box = h("div", { class: "choices", role: type === "radio" ? "radiogroup" : "group", ...common, placeholder: undefined }, optionsOf(one).map(row));
  return box;
}
