// Comments of the desk on selected words. What is said is stored at once; the form that is open is not touched.

import { mark, reason } from "./composer-marks.js";
import { focusText, page, refresh, selected } from "./composer-preview.js";
import { body, notify, root } from "./composer-wire.js";

const dialog = document.getElementById("comment");
const inner = dialog?.querySelector("form");
const fault = inner?.querySelector(".errornote");
const threads = document.querySelector(".threads");
let place = null;

function begin() {
  place = selected();
  if (!place) return notify("annotate", "Select words in the preview first.");
  inner.reset();
  fault.hidden = true;
  inner.querySelector(".words").textContent = place.words;
  return dialog.showModal();
}

function close() {
  dialog.close();
  focusText();
}

function count(open) {
  for (const badge of document.querySelectorAll("#tab-comments .count, .badge-comments .count")) badge.textContent = open;
  for (const shown of document.querySelectorAll("#tab-comments .count, .badge-comments")) shown.hidden = !open;
  document.querySelector(".badge-comments .plural").hidden = open === 1;
}

function show(answer) {
  threads.innerHTML = answer.threads;
  count(answer.open);
}

async function submit(event) {
  event.preventDefault();
  try {
    show(await mark("comment", { text: inner.elements.text.value, start: place.start, end: place.end }));
    close();
    notify("annotate", "Commented, for the desk alone.");
  } catch (error) {
    fault.textContent = reason(error);
    fault.hidden = false;
  }
}

// A reply, a resolution: the page would lose what is typed if it were loaded anew.
async function answer(event) {
  event.preventDefault();
  const verb = event.target.action.match(/\/([a-z]+)\/do\//)[1];
  try {
    show(await mark(verb, Object.fromEntries(new FormData(event.target))));
    await refresh(true);
  } catch (error) {
    notify("annotate", reason(error));
  }
}

function link({ show: showPane }) {
  for (const label of page()?.querySelectorAll(".comment-label") ?? []) {
    if (label.querySelector("button")) continue;
    const open = page().createElement("button");
    Object.assign(open, { type: "button", textContent: label.textContent });
    open.addEventListener("click", () => {
      showPane("comments");
      document.getElementById(`thread-${label.dataset.comment}`)?.focus();
    });
    label.replaceChildren(open);
  }
}

export function startComments(panes) {
  if (!body || !inner) return;
  root.addEventListener("drawn", () => link(panes));
  document.querySelector(".selecting .comment").addEventListener("click", begin);
  root.addEventListener("comment", begin);
  inner.addEventListener("submit", submit);
  inner.querySelector(".cancel").addEventListener("click", close);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  document.getElementById("pane-comments").addEventListener("submit", answer);
}
