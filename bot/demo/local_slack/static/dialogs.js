// Short notices, and the question before a button with `confirm`.
import { find, h, words } from "./dom.js";
import { drawBlocks } from "./blocks.js";

export function toast(text, kind = "") {
  const note = h(
    "div",
    { class: `toast ${kind}`, role: kind === "bad" ? "alert" : "status" },
    h("span", {}, text),
    h("button", { type: "button", class: "toast-close", "aria-label": "Dismiss", onclick: () => note.remove() }, "×"),
  );
  const box = find(".toasts");
  box.append(note);
  // Shown anew each time, so that it lies above a modal that was opened since.
  box.hidePopover();
  box.showPopover();
  setTimeout(() => note.remove(), 9000);
}

// Resolves to true when the person goes on.
export function confirmed(confirm, data) {
  if (!confirm) return Promise.resolve(true);
  const dialog = find("dialog.confirm");
  return new Promise((resolve) => {
    const answer = (yes) => () => {
      dialog.close();
      resolve(yes);
    };
    const style = confirm.style === "danger" ? "danger" : "primary";
    const body = h("div", { class: "dialog-body" });
    dialog.replaceChildren(
      h("h2", { id: "confirm-title" }, words(confirm.title)),
      body,
      h(
        "div",
        { class: "dialog-foot" },
        h("button", { type: "button", class: "button", "data-testid": "confirm-deny", onclick: answer(false) }, words(confirm.deny)),
        h("button", { type: "button", class: `button ${style}`, "data-testid": "confirm-accept", onclick: answer(true) }, words(confirm.confirm)),
      ),
    );
    drawBlocks(body, [{ type: "section", text: confirm.text }], data);
    dialog.oncancel = answer(false);
    dialog.showModal();
  });
}
