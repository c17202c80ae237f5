// The wire to the local Slack: its state, its signal that something changed, and gestures.
import { toast } from "./dialogs.js";

export async function fetchState(user, channel) {
  const reply = await fetch(`/page/state?${new URLSearchParams({ user, channel })}`);
  return reply.json();
}

export function onChange(redraw) {
  const events = new EventSource("/page/events");
  let last = "";
  events.onopen = redraw; // also after the server was started anew
  events.onmessage = (event) => {
    if (event.data !== last) redraw();
    last = event.data;
  };
}

// Sends a gesture and tells the person when it went wrong; resolves to {status, errors, notice}.
export async function gesture(verb, body) {
  let result;
  try {
    const headers = { "Content-Type": "application/json" };
    const reply = await fetch(`/page/${verb}`, { method: "POST", headers, body: JSON.stringify(body) });
    result = await reply.json();
  } catch {
    result = { status: 0, errors: {}, notice: "The local Slack does not answer. Is the demo still running?" };
  }
  if (result.notice) toast(result.notice, "bad");
  return result;
}
