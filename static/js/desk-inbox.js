// The inbox works without this. With it: a press redraws the rows it changed and nothing else, focus goes to what is
// next, and keys do what the buttons do.

import { keys, keySwitch, typing } from "./desk-keys.js";

const form = document.getElementById("inbox");
const list = document.getElementById("rows");
const said = document.getElementById("said");
const nothing = document.getElementById("nothing");

let busy = false;

const bar = () => document.getElementById("bar");
const rows = () => [...list.children];
const rowOf = (node) => node?.closest?.(".inbox-row") ?? null;
const storyOf = (row) => row.querySelector(".inbox-story");
const summaryOf = (row) => row.querySelector("summary");
const questions = () => [...list.querySelectorAll(".question")];
const marks = () => [...form.querySelectorAll('input[type="checkbox"][name]')];
const mayDecide = () => Boolean(bar().querySelector(".inbox-bulk"));

// Where one is

function rowHere() {
  return rowOf(document.activeElement) ?? list.querySelector(".here") ?? null;
}

function mark(row) {
  for (const other of list.querySelectorAll(".here")) other.classList.remove("here");
  row.classList.add("here");
}

function goTo(part) {
  if (!part) return;
  part.focus({ preventScroll: true });
  const top = part.getBoundingClientRect().top - bar().offsetHeight;
  const bottom = part.getBoundingClientRect().bottom;
  if (top < 0 || bottom > innerHeight) part.scrollIntoView({ block: "center" });
}

document.addEventListener("focusin", (event) => {
  const row = rowOf(event.target);
  if (row) mark(row);
});

// The place in the list that an element has, or had before it was redrawn: what comes after it comes next.
const after = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

// Deciding

function sentFields(button) {
  const data = new FormData(form);
  if (!button.value.endsWith(":marked")) for (const name of ["row", "report"]) data.delete(name);
  data.set("do", button.value);
  return data;
}

async function press(button) {
  if (busy || !button || button.disabled) return;
  busy = true;
  const place = button.closest(".question") ? "question" : "row";
  const at = rowOf(button) ?? rowHere();
  try {
    const answer = await fetch(form.action, { method: "POST", body: sentFields(button), headers: { "X-Part": "rows" } });
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("answer");
    if (!answer.ok || !made) throw new Error(String(answer.status));
    redraw(document.adoptNode(made), at, place);
  } catch {
    say("This was not kept: the desk did not answer as it should. Load the page again.", true);
  } finally {
    busy = false;
  }
}

function redraw(made, at, place) {
  const top = at?.getBoundingClientRect().top;
  const index = at ? rows().indexOf(at) : 0;
  const fresh = new Map([...made.querySelectorAll(".inbox-row")].map((row) => [row.id, row]));
  let here = at;
  for (const story of made.dataset.touched.split(" ").filter(Boolean)) {
    const old = document.getElementById(`story-${story}`);
    const row = fresh.get(`story-${story}`);
    if (old && row) {
      likeBefore(old, row);
      old.replaceWith(row);
      if (old === at) here = row;
    } else if (old) {
      old.remove();
      if (old === at) here = null;
    }
  }
  for (const row of fresh.values()) if (!row.isConnected || !list.contains(row)) putIn(row, here);
  bar().replaceWith(made.querySelector("#bar"));
  prepare();
  nothing.hidden = rows().length > 0;
  say(made.dataset.words, "failed" in made.dataset);
  if ("undoable" in made.dataset) offerUndo();
  if (here) scrollBy({ top: here.getBoundingClientRect().top - top, behavior: "instant" });
  goOn(here, index, place);
}

function likeBefore(old, row) {
  storyOf(row).open = storyOf(old).open;
  const marked = new Set([...old.querySelectorAll("input:checked")].map((box) => box.value.split("-")[0] + box.name));
  for (const box of row.querySelectorAll("input[name]")) box.checked = marked.has(box.value.split("-")[0] + box.name);
}

// A story that was not shown before stands below the row it came out of.
function putIn(row, here) {
  if (here) here.after(row);
  else list.prepend(row);
}

function goOn(here, index, place) {
  const row = here ?? rows()[Math.min(index, rows().length - 1)];
  if (!row) return;
  if (place === "question") {
    const left = questions();
    const next = left.find((one) => row.contains(one) || after(row, one)) ?? left[0];
    if (next) return goTo(next);
  }
  goTo(summaryOf(row));
}

function say(words, failed) {
  said.className = failed ? "errornote" : "inbox-said";
  said.replaceChildren(words);
}

function offerUndo() {
  const again = bar().querySelector("#undo").cloneNode(true);
  again.removeAttribute("id");
  said.append(" ", again);
}

form.addEventListener("submit", (event) => {
  if (!event.submitter?.value || event.submitter.dataset.does === "draft") return;
  event.preventDefault();
  press(event.submitter);
});

// What is marked

function showMarked() {
  const count = marks().filter((box) => box.checked).length;
  for (const button of bar().querySelectorAll('button[value$=":marked"]')) button.disabled = !count;
  bar().classList.toggle("none-marked", !count);
  const shown = bar().querySelector(".marked-count");
  shown.textContent = count ? `${count} marked` : "";
}

form.addEventListener("change", showMarked);

function toggleMark() {
  const box = rowHere()?.querySelector('input[name="row"]');
  if (!box) return;
  box.checked = !box.checked;
  showMarked();
}

function unmark() {
  for (const box of marks()) box.checked = false;
  showMarked();
}

const bulk = (verb) => bar().querySelector(`button[value="${verb}:marked"]:enabled`);

// Keys

function step(forward) {
  const all = rows();
  const here = rowHere();
  const next = here ? all[all.indexOf(here) + (forward ? 1 : -1)] : all[0];
  if (next) goTo(summaryOf(next));
}

function nextQuestion() {
  const here = document.activeElement;
  const left = questions();
  goTo(left.find((one) => one !== here && !one.contains(here) && after(here, one)) ?? left[0]);
}

function questionHere() {
  return document.activeElement.closest(".question") ?? rowHere()?.querySelector(".question") ?? null;
}

const answer = (key) => press(questionHere()?.querySelector(`button[data-key="${key}"]`));
const inRow = (what) => rowHere()?.querySelector(`[data-does="${what}"]`);

function take() {
  const part = inRow("take");
  if (!part) return;
  if (!part.matches("details")) return press(part);
  part.open = true;
  goTo(part.querySelector("button"));
}

const SINGLE = {
  j: () => step(true),
  k: () => step(false),
  o: () => rowHere() && (storyOf(rowHere()).open = !storyOf(rowHere()).open),
  n: nextQuestion,
  1: () => answer("1"),
  2: () => answer("2"),
  3: () => answer("3"),
  x: () => (bulk("spike") ? press(bulk("spike")) : answer("x")),
  a: () => press(bulk("accept") ?? inRow("accept")),
  m: toggleMark,
  e: () => press(bulk("one")),
  t: take,
  u: () => press(bar().querySelector("#undo")),
  "?": () => keys.togglePopover(),
};
const READS = "jkon?";

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || typing(event.target) || event.altKey) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    if (key !== "z" || event.shiftKey || !mayDecide()) return;
    event.preventDefault();
    if (!event.repeat) SINGLE.u();
  } else if (key === "Escape" && !keys.matches(":popover-open")) unmark();
  else if (keySwitch.checked && key in SINGLE && (READS.includes(key) || mayDecide())) {
    if (event.repeat && !"jk".includes(key)) return;
    event.preventDefault();
    SINGLE[key]();
  }
});

function prepare() {
  for (const button of bar().querySelectorAll(".scripted")) button.hidden = false;
  if (mayDecide()) showMarked();
}

prepare();
const first = location.hash.startsWith("#story-") && document.getElementById(location.hash.slice(1));
if (first) goTo(summaryOf(first));
