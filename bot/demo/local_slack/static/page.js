// The shell: who is acting, which channel is open, and when to draw again.
import { toast } from "./dialogs.js";
import { avatar, find, h, menu, words } from "./dom.js";
import { drawHint, drawIntro } from "./guide.js";
import { fetchState, gesture, onChange } from "./link.js";
import { dataOf, drawHome, drawMessages, showMessage } from "./messages.js";
import { drawModal } from "./modal.js";
import { drawPanel } from "./panel.js";

const HOME = "home";
const placeOf = (path) => path.match(/^\/archives\/([^/]+)\/p(\d+)(\d{6})$/);
const linked = placeOf(location.pathname);
const asked = new URLSearchParams(location.search);
const here = { user: asked.get("as") ?? "", channel: linked?.[1] ?? asked.get("channel") ?? "", home: false };
// One of two panes: what both would say is said once, outside of them.
document.body.classList.toggle("pane", window.top !== window);
const read = new Map(); // "person channel" -> how many messages were seen
let known = new Set(); // ephemeral messages already announced
let state = null;
let running = false;
let again = false;

// Draws the latest state; calls during a draw lead to one more.
async function redraw() {
  if (running) {
    again = true;
    return;
  }
  running = true;
  try {
    do {
      again = false;
      const { user, channel } = here;
      const answer = await fetchState(user, channel);
      // Whoever switched person or channel meanwhile must not be switched back by an older answer.
      if (user !== here.user || channel !== here.channel) again = true;
      else {
        state = answer;
        draw();
      }
    } while (again);
  } catch (fault) {
    console.error(fault);
    find(".banner").textContent = "The local Slack does not answer. Is the demo still running?";
  } finally {
    running = false;
  }
}

function draw() {
  here.user = state.me;
  here.channel = state.channel;
  const data = dataOf(state);
  const open = state.channels.find((channel) => channel.id === state.channel);
  const firstUnread = open?.times[read.get(`${state.me} ${open.id}`) ?? 0];
  drawBanner();
  drawPeople();
  drawChannels();
  drawHead();
  if (here.home) drawHome(state, data);
  else drawMessages(state, data, firstUnread);
  drawModal(state, data);
  drawPanel(state, goTo);
  announce();
}

function drawBanner() {
  find(".banner").textContent = state.console.banner || "This is a local imitation of Slack, not Slack.";
  find(".workspace").textContent = state.workspace;
  document.title = `${state.workspace} · local imitation of Slack`;
  drawIntro(state.console.explains ?? []);
  drawHint(state.console.hints?.[state.me], state.channel, goTo);
}

function drawPeople() {
  find("[data-testid=two]").href = `/side-by-side?left=${state.me}`;
  const switcher = find("[data-testid=person-switcher]");
  const waiting = (person) => state.console.hints?.[person.id]?.waiting;
  const count = (person) => (waiting(person) ? ` (${waiting(person)})` : "");
  const label = (person) => [person.display_name + count(person), person.title].filter(Boolean).join(", ");
  const labels = state.people.map(label);
  if (switcher.length !== labels.length) {
    switcher.replaceChildren(...state.people.map((person) => h("option", { value: person.id })));
  }
  // Only the words change: an open list keeps its place.
  labels.forEach((text, index) => {
    if (switcher.options[index].textContent !== text) switcher.options[index].textContent = text;
  });
  switcher.value = state.me;
}

function drawChannels() {
  const rows = (channels) => channels.map((channel) => channelRow(channel));
  find(".channels").replaceChildren(
    h("h2", {}, "Channels"),
    ...rows(state.channels.filter((channel) => !channel.is_im)),
    ...rows(state.channels.filter((channel) => channel.is_im)),
    ...(state.home_tab ? [row(HOME, "home", [avatar(state.bot.id, state.bot.name), `${state.bot.name} Home`], 0, here.home, openHome)] : []),
  );
}

function channelRow(channel) {
  const key = `${state.me} ${channel.id}`;
  const isOpen = !here.home && channel.id === state.channel;
  if (isOpen) read.set(key, channel.times.length);
  const unread = Math.max(0, channel.times.length - (read.get(key) ?? 0));
  const sign = channel.is_im ? avatar(state.bot.id, channel.name) : h("span", { class: "hash", "aria-hidden": "true" }, "#");
  const shared = channel.is_ext_shared ? h("span", { class: "badge" }, "SHARED") : null;
  return row(channel.id, `channel-${channel.id}`, [sign, h("span", { class: "channel-name" }, channel.name), shared], unread, isOpen, () => openChannel(channel.id));
}

function row(id, testid, content, unread, isOpen, onclick) {
  const count = unread ? h("span", { class: "unread", "aria-label": `${unread} unread` }, String(unread)) : null;
  const attributes = { type: "button", class: `channel${isOpen ? " open" : ""}${unread ? " has-unread" : ""}` };
  return h("button", { ...attributes, "data-testid": testid, "data-id": id, "aria-current": isOpen ? "page" : undefined, onclick }, content, count);
}

function drawHead() {
  const channel = state.channels.find((one) => one.id === state.channel);
  const name = here.home ? `${state.bot.name} Home` : channel ? (channel.is_im ? channel.name : `# ${channel.name}`) : "No channels";
  const about = here.home || !channel ? "" : channel.is_im ? "Direct messages with the app" : `${channel.is_private ? "Private" : "Public"} · ${channel.members} members`;
  find(".room-head").replaceChildren(h("h1", {}, name), h("span", {}, about));
  find(".composer").hidden = here.home || !channel;
  drawShortcuts();
  const example = state.console.examples?.[state.me];
  find("[data-testid=composer]").placeholder = `Message ${name}${example ? ` or type /invoice ${example}` : ""}`;
  find("[data-testid=example]").replaceChildren(...(example ? [", for instance ", h("code", {}, `/invoice ${example}`)] : []));
}

function drawShortcuts() {
  const offered = state.shortcuts.filter((one) => one.kind === "global");
  const pick = (one) => () => gesture("shortcut", { user: state.me, callback_id: one.callback_id });
  const items = offered.map((one) => ({ label: one.name, id: one.callback_id, pick: pick(one) }));
  const box = find("[data-testid=shortcuts]");
  const key = JSON.stringify([state.me, offered]);
  if (box.dataset.shown === key) return;
  box.dataset.shown = key;
  box.replaceChildren(...(items.length ? [menu("Shortcuts", "⚡", items, "anywhere")] : []));
}

// A message only this person sees may be in a channel they are not looking at.
function announce() {
  const whispers = state.messages.filter((one) => one.is_ephemeral);
  const fresh = whispers.filter((one) => !known.has(one.ts));
  if (here.home) for (const one of fresh) toast(`Only visible to you: ${words(one.text)}`);
  known = new Set([...known, ...whispers.map((one) => one.ts)]);
  const last = fresh.at(-1);
  if (last && !here.home) find(`.message[data-ts="${last.ts}"]`)?.scrollIntoView({ block: "nearest" });
}

function openChannel(id) {
  here.home = false;
  here.channel = id;
  closeDrawers();
  redraw();
}

// Shows what was announced: as the person who sees it, in its channel.
function goTo(user, channel) {
  here.user = user || here.user;
  openChannel(channel || here.channel);
}

// A permalink of this workspace leads to its message, in whatever channel it is.
async function follow(event) {
  const link = event.target.closest?.("a[href]");
  const url = link && new URL(link.href, location.href);
  const place = url && url.port === location.port && placeOf(url.pathname);
  if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  const [, channel, seconds, fraction] = place;
  if (!state.channels.some((one) => one.id === channel)) {
    toast("That message is in a channel you are not in.");
    return;
  }
  openChannel(channel);
  await drawn();
  if (!showMessage(`${seconds}.${fraction}`)) toast("That message is no longer there.");
}

// Resolves when the latest wish has been drawn.
async function drawn() {
  while (running) await new Promise((resolve) => setTimeout(resolve, 20));
}

function openHome() {
  here.home = true;
  closeDrawers();
  gesture("open_home", { user: state.me });
  redraw();
}

const closeDrawers = () => document.body.removeAttribute("data-drawer");

async function say(event) {
  event.preventDefault();
  const box = find("[data-testid=composer]");
  const text = box.value.trim();
  if (!text) return;
  box.value = "";
  const place = { user: state.me, channel: state.channel };
  const [command, ...rest] = text.split(/\s+/);
  if (command.startsWith("/")) await gesture("command", { ...place, command, text: rest.join(" ") });
  else await gesture("say", { ...place, text });
}

find("[data-testid=person-switcher]").addEventListener("change", (event) => {
  here.user = event.target.value;
  here.home = false;
  redraw();
});
find(".composer").addEventListener("submit", say);
document.addEventListener("click", follow, true);
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.body.dataset.drawer = opener.dataset.opens;
  else if (event.target.closest(".shade, [data-closes]")) closeDrawers();
});
await redraw();
if (linked) showMessage(`${linked[2]}.${linked[3]}`);
onChange(redraw);
