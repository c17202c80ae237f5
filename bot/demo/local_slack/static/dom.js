// Small tools for building elements.

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "selected") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// A menu that closes once something was picked or the focus went elsewhere; items are {label, id, pick}.
export function menu(name, sign, items, kind) {
  const box = h("details", { class: `overflow ${kind}` });
  const pick = (item) => () => {
    box.open = false;
    item.pick();
  };
  const row = (item) => h("button", { type: "button", class: "overflow-item", "data-option-value": item.id, onclick: pick(item) }, item.label);
  box.append(h("summary", { class: "button", "aria-label": name }, sign), h("div", { class: "overflow-menu" }, items.map(row)));
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) box.open = false;
  });
  return box;
}

export const find = (selector) => document.querySelector(selector);

export const keyOf = (block, element) => `${block.block_id} ${element.action_id}`;

// The words of a text object; Slack's three escapes are undone, its markup is left to the renderer.
export function words(text) {
  const plain = typeof text === "string" ? text : (text?.text ?? "");
  return plain.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

// Everything a reader could see in any JSON, for blocks nobody can draw.
export function allWords(value) {
  if (Array.isArray(value)) return value.map(allWords).filter(Boolean).join("\n");
  if (value === null || typeof value !== "object") return "";
  const own = typeof value.text === "string" ? words(value.text) : "";
  const inner = Object.values(value).filter((child) => child && typeof child === "object").map(allWords);
  return [own, ...inner].filter(Boolean).join("\n");
}

const HUES = [205, 24, 160, 280, 340, 48, 232, 100];

// A picture nobody has to load: a steady colour from the id, and initials.
export function avatar(id, name) {
  const hash = [...id].reduce((sum, letter) => (Math.imul(sum, 33) ^ letter.charCodeAt(0)) >>> 0, 5381);
  const hue = HUES[hash % HUES.length];
  const initials = name.split(/\s+/).slice(0, 2).map((word) => word[0] ?? "").join("").toUpperCase();
  const box = h("span", { class: "avatar", "aria-hidden": "true" }, initials);
  box.style.setProperty("--hue", hue);
  return box;
}
