// The interview's screen works without this. With it: a change redraws the turns and keeps the place, keys do what the
// buttons do, an open turn is split at the cursor, and words that were not kept are not left by accident.

import { keys, keySwitch, typing } from "./desk-keys.js";

const REDRAWN = ["script", "disposition"];
const status = document.getElementById("said");

let busy = false;
let here = location.hash.startsWith("#turn-") ? location.hash.slice(6) : "";

const script = () => document.getElementById("script");
const form = () => document.getElementById("script-form");
const turns = () => [...script().querySelectorAll(".script-turn")];
const turnOf = (id) => turns().find((turn) => turn.dataset.id === id);
const turnHere = () => turnOf(here) ?? turns()[0];
const field = () => form().elements.text;
const mayEdit = () => Boolean(script().querySelector('button[value="undo"]'));
const say = (words) => {
  status.textContent = words;
};

// Where one is

function goTo(turn) {
  if (!turn) return;
  here = turn.dataset.id;
  turn.focus({ preventScroll: true });
  turn.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = turns();
  const at = all.indexOf(turnHere());
  goTo(script().contains(document.activeElement) ? all[at + by] : all[at]);
}

document.addEventListener("focusin", (event) => {
  const turn = event.target.closest(".script-turn");
  if (turn) here = turn.dataset.id;
});

// What was typed and not kept

const openFields = () => [...form().querySelectorAll(".turn-open :is(input:not([type=hidden]), select, textarea)")];
const isChanged = (one) =>
  one.tagName === "SELECT" ? ![...one.options].some((o) => o.selected && o.defaultSelected) : one.value !== one.defaultValue;
const isDirty = () => openFields().some(isChanged);

addEventListener("beforeunload", (event) => {
  if (!busy && isDirty()) event.preventDefault();
});

// Asking the desk, and showing what it answers

async function ask(address, body) {
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch(address, body ? { method: "POST", body } : {});
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.getElementById("script")) throw new Error(String(answer.status));
    redraw(page, new URL(answer.url));
  } catch {
    fail("This was not kept: the desk did not answer as it should. What you typed is still here.");
  } finally {
    busy = false;
  }
}

function redraw(page, url) {
  const top = turnHere()?.getBoundingClientRect().top;
  const before = here;
  for (const id of REDRAWN) {
    const made = page.getElementById(id);
    if (made) document.getElementById(id).replaceWith(document.adoptNode(made));
  }
  history.replaceState(null, "", url.pathname + url.search);
  prepare();
  const told = [...page.querySelectorAll(".messagelist li")];
  say(told.map((one) => one.textContent.trim()).join(" "));
  const wrong = told.filter((one) => !one.classList.contains("success"));
  if (wrong.length) note(wrong.map((one) => one.textContent.trim()).join(" "));
  settle(new URLSearchParams(url.search).get("turn"), before, top);
}

function settle(opened, before, top) {
  const turn = turnOf(opened ?? before) ?? turns()[Math.min(turns().length - 1, Number.parseInt(before, 10) || 0)];
  if (!turn) return;
  here = turn.dataset.id;
  if (opened && field()) {
    field().focus({ preventScroll: true });
    turn.scrollIntoView({ block: "nearest" });
    return;
  }
  turn.focus({ preventScroll: true });
  if (before === here && top !== undefined) {
    scrollBy({ top: turn.getBoundingClientRect().top - top, behavior: "instant" });
  } else turn.scrollIntoView({ block: "nearest" });
}

function note(words) {
  const said = document.createElement("p");
  said.className = "errornote";
  said.textContent = words;
  (form().querySelector(".turn-open") ?? form().querySelector(".script-bar"))?.prepend(said);
}

function fail(words) {
  say(words);
  script().querySelector(".errornote")?.remove();
  note(words);
}

function send(what) {
  const data = new FormData(form());
  data.set("do", what);
  ask(form().action, data);
}

const open = (id) => ask(`?turn=${id}`);

document.addEventListener("submit", (event) => {
  if (!script().contains(event.target)) return;
  event.preventDefault();
  const data = new FormData(event.target, event.submitter);
  ask(event.target.action, data);
});

document.addEventListener("click", (event) => {
  const control = event.target.closest("#script [data-verb]");
  if (!control) return;
  event.preventDefault();
  const { verb } = control.dataset;
  if (verb === "open") keepFirst(() => open(control.closest(".script-turn").dataset.id));
  else if (verb === "close") close();
  else if (verb === "split") split();
  else trim();
});

// An open turn

function keepFirst(then) {
  if (isDirty()) fail("The open turn has words that are not kept yet: keep it first (Ctrl+Enter), or undo your typing.");
  else then();
}

function close() {
  keepFirst(() => {
    here = form().elements.open.value;
    ask(location.pathname);
  });
}

function write(start, end, words) {
  field().focus();
  field().setSelectionRange(start, end);
  field().setRangeText(words, start, end, "end");
}

function split() {
  const { selectionStart: at, value } = field();
  if (!value.slice(0, at).trim() || !value.slice(at).trim()) {
    fail("Put the cursor where the new turn begins: between the words.");
    return;
  }
  write(at, at, "\n\n---\n\n");
  send("save");
}

function trim() {
  const { selectionStart: start, selectionEnd: end, value } = field();
  if (!value.slice(start, end).trim()) {
    fail("Select the words to cut first.");
    return;
  }
  write(start, end, `[[${value.slice(start, end).replaceAll("[[", "").replaceAll("]]", "")}]]`);
}

function inOpenTurn(event, key) {
  const verb = { Enter: split, x: trim }[key];
  if (event.altKey && verb) verb();
  else if ((event.ctrlKey || event.metaKey) && key === "Enter") send("save");
  else if (key === "Escape") close();
  else return;
  event.preventDefault();
}

// Keys

const undo = () => keepFirst(() => send("undo"));
const ofTurn = (verb) => () => turnHere() && send(`${verb}:${turnHere().dataset.id}`);
const SINGLE = {
  j: () => step(1),
  k: () => step(-1),
  J: ofTurn("down"),
  K: ofTurn("up"),
  e: () => keepFirst(() => open(turnHere().dataset.id)),
  v: ofTurn("pass"),
  b: ofTurn("join"),
  x: () => ofTurn(turnHere().classList.contains("turn-cut") ? "restore" : "cut")(),
  n: ofTurn("add"),
  u: undo,
  z: undo,
  "?": () => keys.togglePopover(),
};
const READING = ["j", "k", "?"];

addEventListener("keydown", (event) => {
  const key = event.key.length === 1 && !event.shiftKey ? event.key.toLowerCase() : event.key;
  if (event.defaultPrevented || event.isComposing) return;
  if (event.target.closest(".turn-open")) {
    inOpenTurn(event, key);
    if (event.defaultPrevented || typing(event.target)) return;
  }
  if (typing(event.target) || event.altKey) return;
  if (event.ctrlKey || event.metaKey) {
    if (key !== "z" || !mayEdit()) return;
    event.preventDefault();
    if (!event.repeat) undo();
  } else if (key === "Enter" && event.target.matches(".script-turn") && mayEdit()) {
    event.preventDefault();
    SINGLE.e();
  } else if (keySwitch.checked && key in SINGLE && (mayEdit() || READING.includes(key))) {
    if (event.repeat && !"jk".includes(key)) return;
    event.preventDefault();
    SINGLE[key]();
  }
});

function prepare() {
  for (const button of script().querySelectorAll(".scripted")) button.hidden = false;
}

prepare();
