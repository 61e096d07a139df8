// The report's screen works without this. With it: a decision redraws the two sides and keeps the place, what belongs
// together is shown together, the right side follows the left, and keys do what the buttons do.

import { keys, keySwitch, typing } from "./desk-keys.js";

const LINE = 0.3; // The piece at this part of the window's height is the one being read.
const wide = matchMedia("screen and (min-width: 900px)");
const status = document.getElementById("said");
const showRaw = document.getElementById("show-raw");
const showResult = document.getElementById("show-result");

let here = 0; // Where the current piece starts in the raw text: pieces are numbered anew by each decision, this stays.
let anchor = null; // Where a row of marked pieces began.
let busy = false;

const sides = () => document.getElementById("sides");
const form = () => document.getElementById("cleaning");
const pane = () => sides().querySelector(".side-result");
const pieces = () => [...sides().querySelectorAll(".piece")];
const startOf = (piece) => Number(piece.dataset.start);
const boxOf = (piece) => piece.querySelector('input[name="marked"]');

// Where one is

function pieceHere() {
  const all = pieces();
  return all.findLast((piece) => startOf(piece) <= here) ?? all[0];
}

function mark(piece) {
  for (const other of sides().querySelectorAll(".piece.here")) other.classList.remove("here");
  piece.classList.add("here");
  here = startOf(piece);
}

function goTo(piece) {
  mark(piece);
  piece.focus({ preventScroll: true });
  piece.scrollIntoView({ block: "nearest" });
  tie(piece);
}

// What belongs together

function partsOf(part) {
  const piece = part.dataset.piece ?? part.dataset.of;
  return [...sides().querySelectorAll(`[data-of="${piece}"], .piece[data-piece="${piece}"]`)];
}

function tie(part) {
  for (const old of sides().querySelectorAll(".tied")) old.classList.remove("tied");
  for (const each of part ? partsOf(part) : []) each.classList.add("tied");
}

const tied = "[data-piece], [data-of]";
document.addEventListener("pointerover", (event) => {
  const part = event.target.closest?.(`#sides :is(${tied})`);
  if (part) tie(part);
});
document.addEventListener("focusin", (event) => {
  const part = event.target.closest(`#sides :is(${tied})`);
  if (!part) return;
  tie(part);
  if (part.matches(".piece")) mark(part);
});

// The right side follows the left: the counterpart of the piece that is being read stands at its height.

function firstBelow(all, line) {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle].getBoundingClientRect().bottom < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

function follow() {
  if (!wide.matches || pane().matches(":hover") || pane().contains(document.activeElement)) return;
  const all = pieces();
  const at = firstBelow(all, innerHeight * LINE);
  const piece = all.slice(0, at + 1).findLast((one) => one.querySelector('.what a[href^="#"]'));
  const other = piece && document.getElementById(piece.querySelector(".what a").hash.slice(1));
  if (other) pane().scrollTop += other.getBoundingClientRect().top - piece.getBoundingClientRect().top;
  else if (at === 0) pane().scrollTop = 0;
}

let following = false;
addEventListener(
  "scroll",
  () => {
    if (following) return;
    following = true;
    requestAnimationFrame(() => {
      following = false;
      follow();
    });
  },
  { passive: true },
);

// On a narrow screen a link to the other side shows that side first.
function show(target) {
  if (wide.matches || !target) return;
  const radio = target.closest(".side-raw") ? showRaw : target.closest(".side-result") ? showResult : null;
  if (radio) radio.checked = true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  show(target);
  if (target.matches(".piece")) {
    event.preventDefault();
    goTo(target);
    target.scrollIntoView({ block: "center" });
  }
});
addEventListener("hashchange", () => show(document.getElementById(location.hash.slice(1))));

// Deciding

async function decide(fields) {
  if (busy) return;
  busy = true;
  const data = new FormData();
  data.set("csrfmiddlewaretoken", form().elements.csrfmiddlewaretoken.value);
  data.set("kind", form().elements.kind.value);
  for (const [name, value] of fields) data.append(name, value);
  try {
    const answer = await fetch(form().action, { method: "POST", body: data, headers: { "X-Part": "sides" } });
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("sides");
    if (!answer.ok || !made) throw new Error(String(answer.status));
    redraw(made);
  } catch {
    status.textContent = "This was not kept: the desk did not answer as it should. Load the page again.";
    status.classList.remove("visually-hidden");
    status.classList.add("errornote");
  } finally {
    busy = false;
  }
}

function redraw(made) {
  const before = pieceHere();
  const top = before.getBoundingClientRect().top;
  const scrolled = pane().scrollTop;
  const focused = sides().contains(document.activeElement) || document.activeElement === document.body;
  const kind = form().elements.kind.value;
  sides().replaceWith(document.adoptNode(made));
  prepare();
  form().elements.kind.value = kind;
  const now = pieceHere();
  mark(now);
  if (focused) now.focus({ preventScroll: true });
  scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" });
  pane().scrollTop = scrolled;
  follow();
  tie(now);
  anchor = null;
  status.className = "visually-hidden";
  status.textContent = made.dataset.answer ?? "";
}

document.addEventListener("submit", (event) => {
  if (event.target.id !== "cleaning") return;
  event.preventDefault();
  const button = event.submitter;
  const piece = button.closest(".piece");
  if (piece) mark(piece);
  decide([[button.name, button.value], ...(button.value === "marked" ? marked() : [])]);
});

const marked = () => pieces().filter((piece) => boxOf(piece)?.checked).map((piece) => ["marked", boxOf(piece).value]);

// Selected words: from the first character selected to the last, as code points of the raw text.

function placeOf(node, offset) {
  const words = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".piece .words");
  if (!words) return null;
  const before = document.createRange();
  before.selectNodeContents(words);
  before.setEnd(node, offset);
  return Number(words.closest(".piece").dataset.shown) + [...before.toString()].length;
}

function selectedSpan() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return "";
  const range = selection.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? "" : `${start}-${end}`;
}

function act(verb) {
  const words = selectedSpan();
  const many = marked();
  const piece = pieceHere();
  if (words) {
    here = Number(words.split("-")[0]);
    decide([[verb, words]]);
    getSelection().removeAllRanges();
  } else if (many.length) decide([[verb, "marked"], ...many]);
  else decide([[verb, `${piece.dataset.start}-${piece.dataset.end}`]]);
}

// Marking several in a row

function markTo(piece) {
  const all = pieces();
  anchor ??= startOf(pieceHere());
  const ends = [all.findIndex((one) => startOf(one) === anchor), all.indexOf(piece)].sort((a, b) => a - b);
  all.forEach((one, at) => {
    boxOf(one).checked = at >= ends[0] && at <= ends[1];
  });
  showMarked();
}

function unmark() {
  for (const piece of pieces()) if (boxOf(piece)) boxOf(piece).checked = false;
  anchor = null;
  showMarked();
}

function showMarked() {
  const count = marked().length;
  for (const button of form().querySelectorAll('.tools button[value="marked"]')) button.disabled = !count;
  status.textContent = count ? `${count} marked` : "";
}

document.addEventListener("change", (event) => {
  if (!event.target.matches('#sides input[name="marked"]')) return;
  anchor = startOf(event.target.closest(".piece"));
  showMarked();
});

document.addEventListener("mousedown", (event) => {
  const piece = event.target.closest("#sides .piece");
  if (piece && event.shiftKey && boxOf(piece) && !event.target.closest("button, a")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const piece = event.target.closest("#sides .piece");
  if (!piece || event.target.closest("button, a")) return;
  if (event.shiftKey && boxOf(piece)) {
    if (event.target.matches("input")) event.preventDefault();
    queueMicrotask(() => markTo(piece));
    return;
  }
  if (getSelection().isCollapsed && !event.target.matches("input")) goTo(piece);
});

// Keys

function step(forward, marking) {
  const all = pieces();
  const from = all.indexOf(pieceHere());
  const started = sides().querySelector(".piece.here");
  const next = started ? all[from + (forward ? 1 : -1)] : all[from];
  if (!next) return;
  if (marking && boxOf(next)) {
    anchor ??= startOf(all[from]);
    markTo(next);
  } else anchor = null;
  goTo(next);
}

function toggleMark() {
  const box = boxOf(pieceHere());
  if (!box) return;
  box.checked = !box.checked;
  anchor = here;
  showMarked();
}

const mayEdit = () => Boolean(form().elements.kind);
const undo = () => decide([["undo", "1"]]);

const SINGLE = {
  j: (event) => step(true, event.shiftKey),
  k: (event) => step(false, event.shiftKey),
  s: () => mayEdit() && act("strip"),
  r: () => mayEdit() && act("restore"),
  u: () => mayEdit() && undo(),
  z: () => mayEdit() && undo(),
  x: () => toggleMark(),
  "?": () => keys.togglePopover(),
};
const ARROWS = { ArrowDown: true, ArrowUp: false };

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || typing(event.target) || event.altKey) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    if (key !== "z" || event.shiftKey || !mayEdit()) return;
    event.preventDefault();
    if (!event.repeat) undo();
  } else if (key in ARROWS && event.target.matches(".piece")) {
    event.preventDefault();
    step(ARROWS[key], event.shiftKey);
  } else if (key === "Escape" && !keys.matches(":popover-open")) unmark();
  else if (keySwitch.checked && key in SINGLE && !(event.repeat && !"jk".includes(key))) {
    event.preventDefault();
    SINGLE[key](event);
  }
});

function prepare() {
  for (const button of sides().querySelectorAll(".scripted")) button.hidden = false;
  if (mayEdit()) showMarked();
}

prepare();
show(document.getElementById(location.hash.slice(1)));
if (location.hash.startsWith("#piece-")) mark(document.getElementById(location.hash.slice(1)) ?? pieceHere());
follow();
