// Blocks: what is only to be read is drawn by the renderer, what can be used is drawn by us.
import { allWords, h } from "./dom.js";
import { element as drawElement } from "./elements.js";

// Draws display blocks into an empty element.
export function drawBlocks(target, blocks, data) {
  const text = allWords(blocks);
  try {
    window.SlackRender.draw(target, pictured(blocks), data, text);
    withColons(target);
  } catch {
    target.replaceChildren(h("p", { class: "undrawn" }, text));
  }
  // The renderer knows nothing of blocks newer than itself and draws nothing at all for them.
  if (text && !target.textContent.trim()) target.replaceChildren(h("p", { class: "undrawn" }, text));
}

// The renderer takes ":03:" for an emoji wherever it stands; Slack leaves a plain text with `emoji: false` as it is.
const COLON = "\ue000";

function withColons(target) {
  const nodes = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) nodes.currentNode.data = nodes.currentNode.data.replaceAll(COLON, ":");
}

// As the renderer takes them: it knows pictures by their address alone, and no colon that is nothing but one.
function pictured(value) {
  if (Array.isArray(value)) return value.map(pictured);
  if (value === null || typeof value !== "object") return value;
  if (value.type === "plain_text" && value.emoji === false) return { ...value, text: value.text.replaceAll(":", COLON) };
  const entries = Object.entries(value).map(([key, child]) =>
    key === "slack_file" ? ["image_url", child.id ? `/files/${child.id}/picture` : addressOf(child.url)] : [key, pictured(child)],
  );
  return Object.fromEntries(entries);
}

// A file's address on this page, by whatever name the machine was reached.
export const addressOf = (url) => new URL(url, location.href).pathname;

// Draws all blocks of a message, modal or home. `use(block, element, value)` is called when a person uses one.
export function drawAll(blocks, data, use, inputs = undefined) {
  const parts = [];
  let run = [];
  const flush = () => {
    if (run.length) {
      const part = h("div", { class: "read" });
      drawBlocks(part, run, data);
      parts.push(part);
    }
    run = [];
  };
  for (const block of blocks) {
    if (isRead(block)) {
      run.push(block);
      continue;
    }
    flush();
    parts.push(drawUsed(block, data, use, inputs));
  }
  flush();
  return parts;
}

const isRead = (block) => !["actions", "input"].includes(block.type) && !(block.type === "section" && isUsed(block.accessory));

const isUsed = (accessory) => accessory && accessory.type !== "image";

function drawUsed(block, data, use, inputs) {
  if (block.type === "input") return inputs(block);
  const shown = (one) => drawElement(block, one, data, (value) => use(block, one, value));
  if (block.type === "actions") {
    return h("div", { class: "actions", "data-block-id": block.block_id }, block.elements.map(shown));
  }
  const { accessory, ...rest } = block;
  const text = h("div", { class: "read" });
  drawBlocks(text, [rest], data);
  return h("div", { class: "with-accessory", "data-block-id": block.block_id }, text, shown(accessory));
}
