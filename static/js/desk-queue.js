// The queue of actors works without this. With it: an answer redraws the questions and nothing else, the next one gets
// the focus, and keys do what the buttons do.

import { keys, keySwitch, typing } from "./desk-keys.js";
import { bringIntoView, onKeys, part, press } from "./desk-part.js";

const rows = () => [...part().querySelectorAll(".queue-row")];

function here() {
  return document.activeElement.closest?.(".queue-row") ?? part().querySelector(".queue-row.here") ?? rows()[0] ?? null;
}

function goTo(row) {
  if (!row) return;
  for (const other of part().querySelectorAll(".here")) other.classList.remove("here");
  row.classList.add("here");
  bringIntoView(row);
}

addEventListener("focusin", (event) => {
  const row = event.target.closest?.(".queue-row");
  if (!row || row.classList.contains("here")) return;
  for (const other of part().querySelectorAll(".here")) other.classList.remove("here");
  row.classList.add("here");
});

// What was answered is gone: the question in its place comes next. What an undo brings back is gone to.
async function decide(button) {
  if (!button || button.disabled) return;
  const before = new Set(rows().map((row) => row.id));
  const at = rows().indexOf(button.closest(".queue-row"));
  if (!(await press(button, "queue"))) return;
  prepare();
  const left = rows();
  const back = at < 0 && left.find((row) => !before.has(row.id));
  goTo(back || left[Math.min(Math.max(at, 0), left.length - 1)]);
}

function step(forward) {
  const all = rows();
  goTo(all[all.indexOf(here()) + (forward ? 1 : -1)]);
}

function answer(key) {
  const chosen = here()?.querySelector(`[data-key="${key}"]`);
  if (chosen?.matches("a")) chosen.click();
  else decide(chosen);
}

const undo = () => decide(document.getElementById("undo"));

addEventListener("submit", (event) => {
  if (event.target.id !== "part" || !event.submitter?.value) return;
  event.preventDefault();
  decide(event.submitter);
});

onKeys(
  {
    j: () => (part().querySelector(".here") ? step(true) : goTo(rows()[0])),
    k: () => step(false),
    o: () => here()?.querySelector("a").click(),
    1: () => answer("1"),
    2: () => answer("2"),
    3: () => answer("3"),
    4: () => answer("4"),
    u: undo,
    "?": () => keys.togglePopover(),
  },
  { keySwitch, typing, undo, repeats: "jk" },
);

addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches?.(".queue-row")) event.target.querySelector("a").click();
});

function prepare() {
  for (const node of part().querySelectorAll(".scripted")) node.hidden = false;
}

prepare();
