// Nothing that was typed is lost: it is kept in this browser at once and at the desk a moment later, offered again after a
// crash or a log-out, and a form is sent only when somebody is there to take it.

import { button, clock, form, made, notify, renewTokens, root, SignedOut, tell } from "./composer-wire.js";

const HERE = 400; // Milliseconds without a keystroke until it is kept in this browser,
const THERE = 2000; // and at the desk,
const AT_MOST = 10_000; // which happens this often even if one never stops.
const AGAIN = 15_000; // While the desk cannot be reached, or nobody is logged in.
const LARGEST_FAREWELL = 60_000; // What browsers send of a page that is being closed.
const NEVER = /^csrfmiddlewaretoken$|_FORMS$|^seen_revision$|-briefing$/;

const place = `typed ${root.dataset.person} ${root.dataset.briefing}`;
let timerHere = 0;
let timerThere = 0;
let lastThere = 0;
let going = null;
let dirty = false;
let leaving = false;
let checked = false;

function stored(act) {
  try {
    return act();
  } catch {
    return null; // Storage may be closed to us; the desk still keeps it.
  }
}

function fields() {
  const found = {};
  for (const [name, value] of new FormData(form)) if (name !== "csrfmiddlewaretoken") (found[name] ??= []).push(value);
  return found;
}

function keepHere(more = {}) {
  clearTimeout(timerHere);
  stored(() => localStorage.setItem(place, JSON.stringify({ at: Date.now(), fields: fields(), ...more })));
}

function say(words) {
  const saved = document.querySelector(".save-row .saved");
  if (!saved) return;
  saved.dataset.changed = words;
  if (dirty) saved.textContent = words;
}

async function keepThere() {
  clearTimeout(timerThere);
  if (going) return going;
  lastThere = Date.now();
  going = tell(root.dataset.keep, fields());
  try {
    const answer = await going;
    signedIn();
    if (answer.error) say(answer.error);
    else say(`Not saved yet; kept at ${clock(answer.at)}.`);
    warnOfOthers(answer.version);
    return answer;
  } finally {
    going = null;
  }
}

async function tryToKeep() {
  if (leaving) return;
  try {
    await keepThere();
  } catch (error) {
    complain(error);
    timerThere = setTimeout(tryToKeep, AGAIN);
  }
}

function warnOfOthers(version) {
  const seen = Number(form.elements.seen_version.value);
  const words = "Somebody else saved this briefing meanwhile. When you save, you see both texts side by side.";
  notify("others", version > seen ? words : "");
}

// Somebody whose session ended

function complain(error) {
  if (!(error instanceof SignedOut)) {
    say("Not saved yet; kept in this browser.");
    return notify("away", "The desk cannot be reached. What you type is kept in this browser, and sent when it is back.");
  }
  const next = encodeURIComponent(location.pathname);
  const link = made("a", { href: `${root.dataset.login}?next=${next}`, target: "_blank", textContent: "Log in in a new tab" });
  say("Not saved yet; kept in this browser.");
  return notify("away", "Your session has ended. What you type is kept in this browser; log in, come back, and go on.", link);
}

function signedIn() {
  renewTokens();
  notify("away", "");
}

// Sending: first it is seen whether anybody is logged in.

async function send(event) {
  if (checked) {
    leaving = true;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  keepHere({ sent: true });
  try {
    await going?.catch(() => {});
    await keepThere();
    checked = true;
    form.requestSubmit(event.submitter);
  } catch (error) {
    complain(error);
    document.querySelector('[data-notice="away"] a')?.focus();
  }
}

// Offering it again

const rowOf = (name) => name.match(/^(key_points|annotations)-(\d+)-(.+)$/);

function rowFor(typedFields, kind, number) {
  const id = typedFields[`${kind}-${number}-id`]?.[0];
  const rows = [...form.querySelectorAll(`[data-rows="${kind}"] > .line`)];
  const idOf = (row) => row.querySelector('[name$="-id"]')?.value ?? "";
  if (id) return rows.find((row) => idOf(row) === id);
  const fresh = Object.keys(typedFields).filter((name) => name.startsWith(`${kind}-`) && name.endsWith("-id") && !typedFields[name][0]);
  const at = fresh.map((name) => Number(rowOf(name)[2])).sort((a, b) => a - b).indexOf(Number(number));
  while (rows.filter((row) => !idOf(row)).length <= at) {
    form.querySelector(`[data-rows="${kind}"] > .add-row`).click();
    rows.splice(0, rows.length, ...form.querySelectorAll(`[data-rows="${kind}"] > .line`));
  }
  return rows.filter((row) => !idOf(row))[at];
}

function controls(typedFields, name) {
  const [, kind, number, part] = rowOf(name) ?? [];
  if (!kind) return [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const row = rowFor(typedFields, kind, number);
  return row ? [...row.querySelectorAll(`[name$="-${CSS.escape(part)}"]`)].filter((one) => rowOf(one.name)?.[3] === part) : [];
}

function differs(typedFields) {
  const now = fields();
  const written = (all) => JSON.stringify(Object.entries(all).filter(([name]) => !NEVER.test(name) && name !== "seen_version").sort());
  return written(now).replaceAll("\\r\\n", "\\n") !== written(typedFields).replaceAll("\\r\\n", "\\n");
}

function put(control, values) {
  if (["checkbox", "radio"].includes(control.type)) control.checked = values.includes(control.value);
  else control.value = values[0];
  control.closest("details")?.toggleAttribute("open", Boolean(rowOf(control.name)) || control.closest("details").open);
  for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
}

function restore(typedFields) {
  for (const [name, values] of Object.entries(typedFields)) {
    if (NEVER.test(name) || name.endsWith("-id")) continue;
    for (const control of controls(typedFields, name)) {
      const same = ["checkbox", "radio"].includes(control.type) ? control.checked === values.includes(control.value) : control.value === values[0];
      if (!same) put(control, values);
    }
  }
  notify("restore", "");
}

function forget() {
  stored(() => localStorage.removeItem(place));
  tell(root.dataset.keep, { drop: "yes" }).catch(() => {});
  notify("restore", "");
}

function waitingText() {
  const here = stored(() => JSON.parse(localStorage.getItem(place)));
  const there = JSON.parse(document.getElementById("typed")?.textContent ?? "null");
  const wasTaken = here?.sent && Number(root.dataset.version) > Number(here.fields.seen_version?.[0]);
  if (wasTaken) stored(() => localStorage.removeItem(place));
  const found = [wasTaken ? null : here, there].filter(Boolean);
  return found.sort((one, other) => other.at - one.at)[0];
}

function offer() {
  const found = waitingText();
  if (!found) return;
  if (!differs(found.fields)) return;
  const older = Number(found.fields.seen_version?.[0]) < Number(root.dataset.version);
  const since = older ? " The briefing was saved since; when you save, you see both texts side by side." : "";
  const back = button(`Restore what you typed at ${clock(found.at)}`, () => restore(found.fields), "primary");
  notify("restore", `You typed something here that was not saved.${since}`, back, button("Leave it out", forget, "plain"));
}

function changed() {
  dirty = true;
  checked = false;
  clearTimeout(timerHere);
  timerHere = setTimeout(keepHere, HERE);
  clearTimeout(timerThere);
  const soonest = Math.max(0, lastThere + AT_MOST - Date.now());
  timerThere = setTimeout(tryToKeep, Math.min(THERE, Math.max(soonest, HERE)));
}

function farewell() {
  if (!dirty || leaving) return;
  keepHere();
  const all = fields();
  if (JSON.stringify(all).length < LARGEST_FAREWELL) tell(root.dataset.keep, all, { keepalive: true }).catch(() => {});
}

export function startKeeping() {
  if ("closed" in root.dataset) return;
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", send);
  addEventListener("pagehide", farewell);
  addEventListener("focus", () => {
    if (document.querySelector('[data-notice="away"]')) tryToKeep();
  });
  // A form that came back with faults is typed text that is not saved.
  if (form.querySelector(".errornote")) {
    dirty = true;
    tryToKeep();
  } else offer();
}
