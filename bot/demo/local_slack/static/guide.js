// What a newcomer needs: three sentences that can be put away, and whose move it is.
import { find, h } from "./dom.js";

const PUT_AWAY = "introduction put away";
const SMALL = matchMedia("(max-width: 720px)");
let shown = "";
let isWhole = !SMALL.matches;

// Once put away it is one link; on a small screen only its first sentence is there until more is asked for.
export function drawIntro(sentences) {
  const box = find(".intro");
  const show = find("[data-testid=intro-show]");
  const isAway = localStorage.getItem(PUT_AWAY) !== null;
  box.hidden = !sentences.length || isAway;
  show.hidden = !sentences.length || !isAway;
  const key = `${isWhole} ${sentences.join(" ")}`;
  if (key === shown) return;
  shown = key;
  const again = (whole, away) => {
    isWhole = whole;
    if (away) localStorage.setItem(PUT_AWAY, "yes");
    else localStorage.removeItem(PUT_AWAY);
    drawIntro(sentences);
  };
  show.onclick = () => again(true, false);
  const told = isWhole ? sentences : sentences.slice(0, 1);
  const more = h("button", { type: "button", class: "link", "data-testid": "intro-more", onclick: () => again(true, false) }, "More");
  const close = h("button", { type: "button", class: "icon-button", "aria-label": "Put the introduction away", onclick: () => again(true, true) }, "×");
  const paragraphs = told.map((sentence) => h("p", {}, sentence));
  if (!isWhole && sentences.length > 1) paragraphs[0].append(" ", more);
  box.replaceChildren(h("div", {}, paragraphs), close);
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
