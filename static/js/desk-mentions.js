// The mentions work without this. With it: a press redraws the text and nothing else, one mention after the other is
// asked about without a reload, and keys do what the buttons do.

import { keys, keySwitch, typing } from "./desk-keys.js";
import { bringIntoView, onKeys, part, press } from "./desk-part.js";

const PATIENCE = 200;

let asked = 0;

const marks = () => [...part().querySelectorAll(".mention-text a.mention")];
const here = () => part().querySelector('.mention-text a.mention[aria-current="true"]');
const isOpen = (mark) => mark.classList.contains("mention-proposed");
const button = (value) => part().querySelector(`button[value="${value}"]`);

function ask(mark) {
  if (!mark) return;
  here()?.removeAttribute("aria-current");
  mark.setAttribute("aria-current", "true");
  for (const id of ["at", "find-at"]) document.getElementById(id).value = mark.dataset.mention;
  const words = mark.firstChild.textContent;
  document.getElementById("asked-words").textContent = words;
  document.getElementById("asked-who").textContent = mark.dataset.who;
  document.getElementById("asked-state").textContent = mark.dataset.state;
  const find = document.getElementById("find-words");
  if (find) {
    find.value = words;
    document.getElementById("other").open = false;
    document.getElementById("found").replaceChildren();
  }
  bringIntoView(mark);
}

function step(forward, wanted = () => true) {
  const all = forward ? marks() : marks().reverse();
  ask(all.slice(all.indexOf(here()) + 1).find(wanted));
}

async function decide(pressed) {
  if (!(await press(pressed, "mentions"))) return;
  prepare();
  if (here()) bringIntoView(here());
}

// Other actor

async function search() {
  const words = document.getElementById("find-words").value.trim();
  const turn = ++asked;
  const answer = await fetch(`?${new URLSearchParams({ find: words })}`, { headers: { "X-Part": "found" } });
  const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("found");
  if (turn === asked && made) document.getElementById("found").replaceWith(document.adoptNode(made));
}

function other() {
  const box = document.getElementById("other");
  if (!box) return;
  box.open = true;
  document.getElementById("find-words").select();
  search();
}

let waiting = 0;
addEventListener("input", (event) => {
  if (event.target.id !== "find-words") return;
  clearTimeout(waiting);
  waiting = setTimeout(search, PATIENCE);
});

document.getElementById("find").addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});

// In the search: down goes to who was found; Escape closes it.
addEventListener("keydown", (event) => {
  const box = event.target.closest?.("#other");
  if (!box) return;
  if (event.key === "Escape") {
    box.open = false;
    here()?.focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const stops = [document.getElementById("find-words"), ...box.querySelectorAll("#found button")];
    const next = stops[stops.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) event.preventDefault();
    next?.focus();
  }
});

// Presses and clicks

addEventListener("submit", (event) => {
  if (event.target.id !== "part" || !event.submitter?.value) return;
  event.preventDefault();
  decide(event.submitter);
});

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-mention]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  ask(document.getElementById(`mention-${link.dataset.mention}`));
});

const openOther = (event) => event.target.id === "other" && event.target.open && other();
addEventListener("toggle", openOther, true);

onKeys(
  {
    j: () => step(true),
    k: () => step(false),
    n: () => step(true, isOpen),
    p: () => step(false, isOpen),
    1: () => decide(button("confirm")),
    2: () => decide(button("reject")),
    3: other,
    4: () => decide(button(`confirm:actor-${here()?.dataset.actor}`)),
    5: () => decide(button("reopen")),
    g: () => decide(button("confirm:known")),
    u: () => decide(button("undo")),
    "?": () => keys.togglePopover(),
  },
  { keySwitch, typing, undo: () => decide(button("undo")), repeats: "jknp" },
);

function prepare() {
  for (const node of part().querySelectorAll(".scripted")) node.hidden = false;
}

prepare();
if (location.hash.startsWith("#mention-") && here()) bringIntoView(here());
