// The reports, sign by sign as they came: what is selected in one is cited or quoted where the cursor stands in the text.

import { added, choose, isChoosing, mark, reason } from "./composer-marks.js";
import { step } from "./composer-selecting.js";
import { insert } from "./composer-text.js";
import { ask, body, made, points, root } from "./composer-wire.js";

const LONGEST_SHOWN = 80;

const pane = document.getElementById("pane-sources");
const bar = pane?.querySelector(".citing-bar");
const said = bar?.querySelector(".help");
let passage = null; // The last selection in a report: its key, and its words.

function piece({ start, kind, kept, text }) {
  const part = made("p", { className: `piece piece-${kind}${kept ? "" : " stripped"}`, textContent: text });
  part.dataset.start = start;
  if (!kept) part.title = "Not kept when the page was read";
  return part;
}

async function load(report) {
  const holder = report.querySelector(".report-text");
  if (holder.childElementCount) return;
  try {
    const answer = await ask(report.dataset.text);
    if (answer.error) throw new Error(answer.error);
    holder.replaceChildren(...answer.pieces.map(piece));
    holder.tabIndex = 0;
    holder.setAttribute("role", "region");
    holder.setAttribute("aria-label", "The report. Arrow keys select words, Shift takes more; C cites them, Q quotes them");
  } catch (error) {
    holder.textContent = reason(error);
  }
}

// The place of a selection's end in the raw text, in code points.
function placeOf(node, offset) {
  const part = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".piece");
  if (!part) return null;
  const range = document.createRange();
  range.setStart(part, 0);
  range.setEnd(node, offset);
  return Number(part.dataset.start) + points(range.toString());
}

function selectedPassage() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const report = range.startContainer.parentElement?.closest(".report");
  if (!report?.contains(range.endContainer)) return null;
  const words = selection.toString();
  let start = placeOf(range.startContainer, range.startOffset);
  let end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null || !words.trim()) return null;
  const raw = range.toString();
  start += points(raw) - points(raw.trimStart());
  end -= points(raw) - points(raw.trimEnd());
  return end > start ? { key: `${report.dataset.article}:${start}:${end}`, words: words.replace(/\s+/g, " ").trim() } : null;
}

function look() {
  const found = selectedPassage();
  if (found) passage = found;
  else if (!pane.contains(document.activeElement)) return;
  else passage = null;
  showBar();
}

function showBar() {
  bar.hidden = !passage && !isChoosing();
  const words = passage?.words ?? "";
  const shown = words.length > LONGEST_SHOWN ? `${words.slice(0, LONGEST_SHOWN)}…` : words;
  said.textContent = passage ? `“${shown}”` : "Select the passage that says so.";
  for (const button of bar.querySelectorAll("button")) {
    button.hidden = (button.dataset.cite === "choose") !== isChoosing();
    button.disabled = !passage;
  }
}

// As one would type it: quotation marks around, and no sign that Markdown takes for its own.
const quoted = (words) => words.replace(/([\\`*_[\]<>])/g, "\\$1");

const VERBS = {
  async cite({ key }) {
    const at = { md_start: points(body.value.slice(0, body.selectionStart)), md_end: points(body.value.slice(0, body.selectionEnd)) };
    const answer = await mark("set", { kind: "citation", passages: [key], ...at });
    added(answer.mark);
    return `Cited for “${answer.mark.exact}”.`;
  },
  async quote({ key, words }) {
    const inner = quoted(words);
    insert(`“${inner}”`);
    const end = points(body.value.slice(0, body.selectionEnd)) - 1;
    const answer = await mark("set", { kind: "citation", passages: [key], md_start: end - points(inner), md_end: end });
    added(answer.mark);
    return "Quoted, and cited.";
  },
  async choose({ key, words }) {
    choose(key, words);
    return "";
  },
};

async function act(verb) {
  if (!passage) return;
  const chosen = passage;
  try {
    said.textContent = await VERBS[verb](chosen);
    passage = null;
    for (const button of bar.querySelectorAll("button")) button.disabled = true;
  } catch (error) {
    said.textContent = reason(error);
  }
}

export function startSources() {
  if (!pane || !body || !bar) return;
  for (const report of pane.querySelectorAll(".report")) report.addEventListener("toggle", () => report.open && load(report));
  document.addEventListener("selectionchange", look);
  root.addEventListener("choosing", showBar);
  // A press on a button keeps the selection, and the cursor where it is in the text.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  bar.addEventListener("click", (event) => {
    const verb = event.target.closest("button")?.dataset.cite;
    if (verb) act(verb);
  });
  pane.addEventListener("keydown", (event) => {
    const holder = event.target.closest(".report-text");
    if (event.target !== holder || step(event, holder) || event.ctrlKey || event.metaKey || event.altKey) return;
    const verb = isChoosing() ? { c: "choose", Enter: "choose" }[event.key] : { c: "cite", q: "quote" }[event.key];
    if (!verb) return;
    event.preventDefault();
    act(verb);
  });
}
