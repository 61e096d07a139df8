// The composer: the text, its preview and what stands beside them, as many panes as the window is wide. Without this the
// page is one long form, and complete.

import { startComments } from "./composer-comments.js";
import { startKeeping } from "./composer-keep.js";
import { startMarks } from "./composer-marks.js";
import { startMerging } from "./composer-merge.js";
import { startProposed } from "./composer-proposed.js";
import { startPreview } from "./composer-preview.js";
import { startSources } from "./composer-sources.js";
import { startToolbar } from "./composer-text.js";
import { body, root } from "./composer-wire.js";

const wide = matchMedia("(min-width: 1200px)");
const middle = matchMedia("(min-width: 900px)");
const list = root.querySelector(".tabs");
const tabs = [...list.querySelectorAll('[role="tab"]')];
const nameOf = (tab) => tab.id.replace("tab-", "");
const paneOf = (tab) => document.getElementById(tab.getAttribute("aria-controls"));

let chosen = "text"; // The tab that was chosen last, and the last of those beside text and preview.
let beside = "sources";

// Which panes stand side by side; those have no tab.
function fixed() {
  if (wide.matches) return ["text", "preview"];
  return middle.matches ? ["text"] : [];
}

function layOut() {
  const always = fixed();
  const open = always.includes(chosen) ? (wide.matches ? beside : "preview") : chosen;
  for (const tab of tabs) {
    const name = nameOf(tab);
    tab.hidden = always.includes(name);
    tab.setAttribute("aria-selected", String(name === open));
    tab.tabIndex = name === open ? 0 : -1;
    paneOf(tab).hidden = !always.includes(name) && name !== open;
  }
}

export function show(name) {
  chosen = name;
  if (name !== "text" && name !== "preview") beside = name;
  layOut();
}

list.addEventListener("click", (event) => {
  const tab = event.target.closest('[role="tab"]');
  if (tab) show(nameOf(tab));
});

list.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const there = tabs.filter((tab) => !tab.hidden);
  const at = there.indexOf(document.activeElement);
  const next = event.key === "Home" ? there[0] : event.key === "End" ? there.at(-1) : there.at((at + step) % there.length);
  if (!next || (!step && !["Home", "End"].includes(event.key))) return;
  event.preventDefault();
  show(nameOf(next));
  next.focus();
});

// A link to something on this screen opens its pane first.
function reach(id) {
  const target = id ? document.getElementById(id) : null;
  const pane = target?.closest(".pane");
  if (!pane) return false;
  show(pane.id.replace("pane-", ""));
  target.scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link && reach(link.hash.slice(1))) event.preventDefault();
});

// A save loads the page anew: one goes on where one was.

const place = `place ${root.dataset.briefing}`;
const textPane = document.getElementById("pane-text");

function leave() {
  const now = { chosen, beside, top: textPane.scrollTop, from: body?.selectionStart, to: body?.selectionEnd };
  try {
    sessionStorage.setItem(place, JSON.stringify(now));
  } catch {
    // Storage may be closed to us: the page then opens at its top.
  }
}

function comeBack() {
  try {
    const was = JSON.parse(sessionStorage.getItem(place));
    if (!was) return;
    if (tabs.some((tab) => nameOf(tab) === was.chosen)) ({ chosen, beside } = was);
    layOut();
    textPane.scrollTop = was.top;
    body?.setSelectionRange(was.from, was.to);
  } catch {
    // As above.
  }
}

addEventListener("pagehide", leave);
for (const query of [wide, middle]) query.addEventListener("change", layOut);
root.dataset.live = "";
list.hidden = false;
layOut();
comeBack();
if (root.querySelector(".theirs, .errorlist")) show("text");
reach(location.hash.slice(1));

startKeeping();
startToolbar();
startPreview();
startMarks({ show });
startSources({ show });
startMerging();
startProposed();
startComments({ show });
