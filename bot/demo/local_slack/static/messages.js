// The messages of a channel, and App Home.
import { addressOf, drawAll } from "./blocks.js";
import { avatar, find, h, menu } from "./dom.js";
import { gesture } from "./link.js";

const drawn = new Map(); // key -> {text, element}: a message is drawn again only when it changed

export function dataOf(state) {
  const named = (names) => Object.entries(names).map(([id, name]) => ({ id, name }));
  return { users: named(state.names), channels: named(state.channel_names), user_groups: [] };
}

// Draws the open channel; when it was just opened it starts at `firstUnread`, as Slack does.
export function drawMessages(state, data, firstUnread) {
  const box = find(".messages");
  const wasAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const before = box.dataset.shown;
  const known = new Set([...box.querySelectorAll(".message")].map((one) => one.dataset.ts));
  const held = hold(box);
  box.dataset.shown = `${state.me} ${state.channel}`;
  if (before !== box.dataset.shown) find(".new-below")?.remove();
  place(box, withDays(state, data));
  const fresh = [...box.querySelectorAll(".message")].find((one) => !known.has(one.dataset.ts));
  held();
  if (before !== box.dataset.shown) startAt(box, find(`.message[data-ts="${firstUnread}"]`));
  else if (fresh && (wasAtEnd || fresh.previousElementSibling?.matches(".day"))) startAt(box, fresh);
  else if (fresh) announce(box, fresh);
}

// Returns what puts the first message in view back where it stands now, however those above it will have grown.
function hold(box) {
  const messages = [...box.querySelectorAll(".message")];
  const top = box.scrollTop + box.offsetTop;
  const first = messages.find((one) => one.offsetTop >= top) ?? messages.at(-1);
  const above = first ? first.offsetTop - top : 0;
  return () => {
    const same = first && box.querySelector(`.message[data-ts="${first.dataset.ts}"]`);
    if (same) box.scrollTop = same.offsetTop - box.offsetTop - above;
  };
}

// Whoever is reading further up is told, and not moved; only a new day moves them.
function announce(box, fresh) {
  if (find(".new-below")) return;
  const show = () => {
    startAt(box, fresh);
    button.remove();
  };
  const button = h("button", { type: "button", class: "new-below", onclick: show }, "New messages below ↓");
  box.after(button);
  box.onscroll = () => fresh.offsetTop < box.scrollTop + box.clientHeight + box.offsetTop && button.remove();
}

// Puts `parts` into `box` and leaves what already stands there alone: a node that is taken out and put back
// between a mouse button's down and up loses its click.
function place(box, parts) {
  parts.forEach((part, index) => {
    const there = box.children[index];
    if (there === part || (there && !part.dataset.ts && there.isEqualNode(part))) return;
    if (there && !parts.includes(there)) there.replaceWith(part);
    else box.insertBefore(part, there ?? null);
  });
  while (box.children.length > parts.length) box.lastElementChild.remove();
}

// Shows the end, but never so that the top of `message` is cut off.
function startAt(box, message) {
  box.scrollTop = message ? message.offsetTop - box.offsetTop - 48 : box.scrollHeight;
}

function withDays(state, data) {
  if (!state.messages.length) return [h("p", { class: "empty" }, "No messages here yet.")];
  const roots = state.messages.filter((one) => !isReply(one));
  const parts = [];
  let day = "";
  for (const message of roots) {
    const own = clock(state, message.ts, { weekday: "long", day: "numeric", month: "long" });
    if (own !== day) parts.push(h("div", { class: "day" }, h("span", {}, own)));
    day = own;
    parts.push(cached(state, data, message));
    const replies = state.messages.filter((one) => isReply(one) && one.thread_ts === message.ts);
    if (replies.length) parts.push(thread(state, data, replies));
  }
  return parts;
}

const isReply = (message) => message.thread_ts && message.thread_ts !== message.ts;

function thread(state, data, replies) {
  const count = `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`;
  return h("div", { class: "thread" }, h("p", { class: "thread-head" }, count), replies.map((one) => cached(state, data, one)));
}

function clock(state, ts, options) {
  const me = state.people.find((person) => person.id === state.me);
  return new Intl.DateTimeFormat("en-IE", { timeZone: me.tz, ...options }).format(new Date(Number(ts) * 1000));
}

function cached(state, data, message) {
  const key = `${state.me} ${state.channel} ${message.ts}`;
  const text = JSON.stringify(message);
  if (drawn.get(key)?.text !== text) drawn.set(key, { text, element: drawMessage(state, data, message) });
  return drawn.get(key).element;
}

function drawMessage(state, data, message) {
  const name = state.names[message.user] ?? (message.user === "USLACKBOT" ? "Slackbot" : message.user);
  const isApp = Boolean(message.bot_id);
  const stranger = state.people.find((person) => person.id === message.user && person.team_id !== message.team);
  const use = (block, one, value) =>
    gesture("click", {
      user: state.me,
      channel: state.channel,
      ts: message.ts,
      action_id: one.action_id,
      block_id: block.block_id,
      value: value ?? null,
    });
  const blocks = message.blocks ?? [{ type: "section", text: { type: "mrkdwn", text: message.text || " " } }];
  const hasWords = message.blocks || message.text;
  const dismiss = () => gesture("dismiss", { user: state.me, ts: message.ts });
  return h(
    "article",
    { class: message.is_ephemeral ? "message ephemeral" : "message", "data-ts": message.ts, "aria-label": `Message of ${name}` },
    avatar(message.user, name),
    h(
      "div",
      { class: "message-main" },
      message.is_ephemeral &&
        h("p", { class: "only-you" }, "Only visible to you · ", h("button", { type: "button", class: "link", onclick: dismiss }, "Dismiss")),
      h(
        "header",
        { class: "message-head" },
        h("strong", {}, name),
        isApp && h("span", { class: "badge" }, "APP"),
        stranger && h("span", { class: "badge" }, "OTHER COMPANY"),
        h("time", {}, clock(state, message.ts, { hour: "2-digit", minute: "2-digit" })),
        message.is_ephemeral ? null : messageMenu(state, message),
      ),
      h("div", { class: "message-body" }, hasWords || !message.files ? drawAll(blocks, data, use) : [], (message.files ?? []).map(drawFile)),
    ),
  );
}

// What apps offer for any message; Slack shows it on hover, here it is always within reach of the keyboard.
function messageMenu(state, message) {
  const offered = state.shortcuts.filter((one) => one.kind === "message");
  if (!offered.length) return null;
  const place = { user: state.me, channel: state.channel, ts: message.ts };
  const items = offered.map((one) => ({ label: one.name, id: one.callback_id, pick: () => gesture("shortcut_on_message", { ...place, callback_id: one.callback_id }) }));
  return menu("More actions for this message", "⋮", items, "message-menu");
}

function drawFile(file) {
  const address = addressOf(file.url_private);
  const name = h("a", { href: address, class: "file-name" }, file.title);
  if (!file.mimetype.startsWith("image/")) return h("p", { class: "file" }, name);
  return h("figure", { class: "file" }, h("figcaption", {}, name), h("img", { src: address, alt: file.alt_txt || file.title }));
}

export function drawHome(state, data) {
  const box = find(".messages");
  box.dataset.shown = `${state.me} home`;
  const use = (block, one, value) =>
    gesture("click_in_home", { user: state.me, action_id: one.action_id, block_id: block.block_id, value: value ?? null });
  const parts = state.home ? drawAll(state.home.blocks, data, use) : [h("p", { class: "empty" }, "The app shows nothing here yet.")];
  box.replaceChildren(h("div", { class: "home message-body", "data-testid": "home-view" }, parts));
}

// Marks the message a permalink points at, and shows its top; returns whether it is there.
export function showMessage(ts) {
  const message = find(`.message[data-ts="${ts}"]`);
  for (const other of document.querySelectorAll(".message.marked")) other.classList.remove("marked");
  if (!message) return false;
  message.classList.add("marked");
  startAt(find(".messages"), message);
  return true;
}
