// What a newcomer needs: three sentences that can be put away, and whose move it is.
import { find, h } from "./dom.js";

const PUT_AWAY = "introduction put away";
let shown = "";

export function drawIntro(sentences) {
  const box = find(".intro");
  const text = sentences.join(" ");
  box.hidden = !text || sessionStorage.getItem(PUT_AWAY) !== null;
  if (text === shown) return;
  shown = text;
  const away = () => {
    sessionStorage.setItem(PUT_AWAY, "yes");
    box.hidden = true;
  };
  const close = h("button", { type: "button", class: "icon-button", "aria-label": "Put the introduction away", onclick: away }, "×");
  box.replaceChildren(h("div", {}, sentences.map((sentence) => h("p", {}, sentence))), close);
}

export function drawHint(hint, channel, goTo) {
  const box = find(".next-step");
  const parts = [hint?.text ?? "Switch to see what another person sees"];
  const key = `${parts[0]} ${hint?.channel} ${channel}`;
  if (box.dataset.shown === key) return;
  box.dataset.shown = key;
  if (hint?.channel && hint.channel !== channel) {
    parts.push(h("button", { type: "button", class: "go", "data-testid": "hint-go", onclick: () => goTo("", hint.channel) }, "Go there"));
  }
  box.replaceChildren(h("span", {}, parts[0]), ...parts.slice(1));
}
