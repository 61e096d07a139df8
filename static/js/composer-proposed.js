// Sentences that the machine made: each is accepted or rejected, in the preview or in the list beside the checklist.

import { mark, reason } from "./composer-marks.js";
import { page } from "./composer-preview.js";
import { insert } from "./composer-text.js";
import { body, button, form, notify, root } from "./composer-wire.js";

const section = document.querySelector(".proposed");
const rowOf = (number) => section?.querySelector(`[data-sentence="${number}"]`);
const tabCount = document.querySelector("#tab-checklist .count");

function took(number) {
  const row = rowOf(number);
  section?.querySelector(`form > input[name=sentence][value="${number}"]`)?.remove();
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  const wasHere = row?.contains(document.activeElement);
  row?.remove();
  if (section && !section.querySelector("[data-sentence]")) {
    section.querySelector(".help").textContent = "None is left. The checklist is made anew when you save.";
    section.querySelector("form")?.remove();
    tabCount?.classList.remove("lost");
  }
  if (wasHere) (next?.querySelector("button") ?? section.querySelector("h2")).focus();
}

async function accept(number) {
  const { accepted } = await mark("accept", { sentence: number });
  took(number);
  notify("annotate", `Accepted: “${accepted.length > 80 ? `${accepted.slice(0, 80)}…` : accepted}”.`);
}

function takeOut(field, words) {
  if (field === body) {
    body.focus();
    body.select();
    insert(words);
    return;
  }
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function reject(number) {
  const answer = await mark("reject", { sentence: number });
  if (answer.key_point) {
    const row = form.querySelector(`[data-rows="key_points"] [name$="-id"][value="${answer.key_point}"]`)?.closest(".line");
    const leave = row?.querySelector('[name$="-DELETE"]');
    if (leave) {
      leave.checked = true;
      leave.dispatchEvent(new Event("change", { bubbles: true }));
      row.classList.add("line-dropped");
    }
  } else takeOut(form.elements[answer.field], answer.text);
  took(number);
  notify("annotate", "Taken out of the text. It goes for good when you save.");
}

const VERBS = { accept, reject };

async function act(verb, number) {
  try {
    await VERBS[verb](number);
  } catch (error) {
    notify("annotate", reason(error));
  }
}

// In the preview each label has both buttons behind it.
function decorate() {
  for (const label of page()?.querySelectorAll(".proposed-label") ?? []) {
    if (label.querySelector("button")) continue;
    const verbs = ["accept", "reject"].map((verb) => button(verb === "accept" ? "Accept" : "Reject", () => act(verb, label.dataset.proposed)));
    for (const one of verbs) one.setAttribute("aria-label", `${one.textContent} the proposed sentence`);
    label.append(...verbs);
  }
}

export function startProposed() {
  if (!body || root.dataset.closed !== undefined) return;
  root.addEventListener("drawn", decorate);
  if (!section) return;
  section.addEventListener("click", (event) => {
    const { verb } = event.target.dataset;
    if (!verb) return;
    event.preventDefault();
    act(verb, event.target.closest("[data-sentence]").dataset.sentence);
  });
  section.addEventListener("keydown", (event) => {
    const verb = { a: "accept", r: "reject" }[event.key];
    const row = event.target.closest("[data-sentence]");
    if (!verb || !row || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(verb, row.dataset.sentence);
  });
}
