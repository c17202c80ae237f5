// Two screens: who came here, and whoever else has most to decide.
import { find } from "./dom.js";
import { fetchState } from "./link.js";

const asked = new URLSearchParams(location.search);
const state = await fetchState(asked.get("left") ?? "", "");
const waiting = (person) => state.console.hints?.[person.id]?.waiting ?? 0;
const others = state.people.filter((person) => person.id !== state.me).sort((one, other) => waiting(other) - waiting(one));
const right = asked.get("right") ?? others[0]?.id ?? state.me;

for (const [side, user] of [["left", state.me], ["right", right]]) {
  const channel = state.console.hints?.[user]?.channel ?? "";
  find(`[data-testid=${side}]`).src = `/?${new URLSearchParams({ as: user, channel })}`;
}
