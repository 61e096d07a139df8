// Marks on selected words: what is chosen here is stored at once, and stands in the preview.

import { focusText, onAnnotate, refresh, selected } from "./composer-preview.js";
import { ask, body, button, form, made, notify, root, SignedOut, tell, typed } from "./composer-wire.js";

const WAIT = 350; // Milliseconds without a keystroke in the search.

const dialog = document.getElementById("mark");
const inner = document.getElementById("mark_form");
const found = inner.querySelector(".proposals ul");
const told = inner.querySelector(".proposals .help");
const fault = inner.querySelector(".errornote");
const rows = document.querySelector('[data-rows="annotations"]');
const picked = new Map(); // Passages that were chosen in a report's text: key → words.
let place = null;
let waiting = 0;
let showPane = () => {};

export const isChoosing = () => Boolean(place) && !dialog.open;

export async function mark(verb, fields) {
  const address = root.dataset.marks.replace(/set\/$/, `${verb}/`);
  const seen = form.elements.seen_version;
  const answer = await tell(address, { ...typed(), ...fields, seen_version: seen.value });
  if (answer.error) throw new Error(answer.error);
  if (answer.version !== undefined) seen.value = answer.version;
  await refresh(true);
  return answer;
}

export const reason = (error) => (error instanceof SignedOut ? "Your session has ended: log in first." : error.message);

// The dialog

function showParts() {
  const kind = inner.elements.kind.value;
  for (const part of inner.querySelectorAll(".part")) part.hidden = !part.dataset.for.split(" ").includes(kind);
}

function choice(key, words, source, checked) {
  const id = `passage-${key.replaceAll(":", "-")}`;
  const tick = made("input", { type: "checkbox", name: "passages", value: key, id, checked });
  const label = made("label", { htmlFor: id }, made("q", { textContent: words }), " ");
  label.append(made("span", { className: "quiet", textContent: source }));
  return made("li", {}, tick, label);
}

function propose({ passages = [], if_all_hold: support = "", error = "" }) {
  const ticked = new Set([...found.querySelectorAll(":checked")].map((one) => one.value));
  const own = [...picked].map(([key, words]) => choice(key, words, "chosen in the report", true));
  const others = passages.filter(({ key }) => !picked.has(key));
  const proposed = others.map((one) => {
    const said = one.attributed_to ? `${one.attributed_to}, ${one.basis}` : one.basis;
    const lacks = one.missing.length ? `; does not give: ${one.missing.join(", ")}` : "";
    return choice(one.key, one.exact, `${one.report}${one.is_copy ? " (a copy)" : ""} · ${said}${lacks}`, ticked.has(one.key));
  });
  found.replaceChildren(...own, ...proposed);
  const some = passages.length ? `Tick those that hold. If all of them do, readers are told: “${support}”` : "";
  told.textContent = error || some || "No passage was found. Search in other words, or choose one in a report’s text.";
}

async function seek(words) {
  if (!words.trim()) return;
  try {
    propose(await ask(root.dataset.support, { words: words.slice(0, 2000) }));
  } catch (error) {
    told.textContent = reason(error);
  }
}

function open(chosen) {
  place = chosen;
  picked.clear();
  inner.reset();
  found.replaceChildren();
  fault.hidden = true;
  inner.querySelector(".words").textContent = chosen.words;
  showParts();
  dialog.showModal();
  inner.querySelector("[name=kind]:checked").focus();
  seek(chosen.words);
}

function annotate() {
  const chosen = selected();
  if (!chosen) return notify("annotate", "Select words in the preview first.");
  notify("annotate", "");
  if (chosen.made_of.body !== typed().body) return notify("annotate", "The preview is being made anew. Select again.");
  return open(chosen);
}

function close() {
  place = null;
  dialog.close();
  focusText();
}

async function submit(event) {
  event.preventDefault();
  const fields = { kind: inner.elements.kind.value };
  for (const name of ["actor", "difference", "note"]) {
    const field = inner.elements[name];
    if (field && !field.closest(".part").hidden) fields[name] = field.value;
  }
  if (fields.kind === "citation") fields.passages = [...found.querySelectorAll(":checked")].map((one) => one.value);
  try {
    const answer = await mark("set", { ...fields, start: place.start, end: place.end });
    close();
    added(answer.mark);
  } catch (error) {
    fault.textContent = reason(error);
    fault.hidden = false;
  }
}

// A passage that was chosen in a report, for the words that wait in the dialog.
export function choose(key, words) {
  picked.set(key, words);
  dialog.showModal();
  propose({});
  seek(place.words);
}

// The list: what was set since the page was opened, and what lost its words

export function added({ pk, kind, exact }) {
  const line = made("p", { className: "line new-mark" });
  const away = button("Take away", async () => {
    try {
      await mark("drop", { mark: pk });
      line.remove();
    } catch (error) {
      notify("annotate", reason(error));
    }
  }, "plain");
  line.append(made("span", { className: `badge badge-${kind}`, textContent: kind }), ` ${exact} `, away);
  rows.querySelector("h2").after(line);
  notify("annotate", `Marked as ${kind}: “${exact.length > 80 ? `${exact.slice(0, 80)}…` : exact}”.`);
  const count = document.querySelector("#tab-annotations .count");
  count.textContent = Number(count.textContent) + 1;
}

async function attach(row, at, stays = false) {
  const chosen = selected();
  if (!chosen && !stays) return notify("annotate", "Select in the preview the words that this mark belongs to, then press “Re-attach”.");
  const where = stays ? { stay: "yes" } : { start: chosen.start, end: chosen.end };
  try {
    const answer = await mark("attach", { mark: row.querySelector('[name$="-id"]').value, ...where });
    const exact = row.querySelector('[name$="-exact"]');
    exact.value = exact.defaultValue = answer.mark.exact;
    row.classList.remove("line-lost");
    row.querySelector(".lost")?.remove();
    at.remove();
    return notify("annotate", `Attached to “${answer.mark.exact}”.`);
  } catch (error) {
    return notify("annotate", reason(error));
  }
}

function offerVerbs(row) {
  const line = row.querySelector(".line-body");
  const buttons = made("p", { className: "buttons lost-verbs" });
  const leave = row.querySelector('[name$="-DELETE"]');
  const drop = button("Drop", () => {
    leave.checked = !leave.checked;
    leave.dispatchEvent(new Event("change", { bubbles: true }));
    row.classList.toggle("line-dropped", leave.checked);
    drop.setAttribute("aria-pressed", String(leave.checked));
  });
  if (row.matches(".line-review")) buttons.append(button("It is right where it stands", () => attach(row, buttons, true)));
  buttons.append(button("Re-attach to the words selected in the preview", () => attach(row, buttons)), drop);
  line.prepend(buttons);
}

export function startMarks({ show }) {
  if (!body || !rows) return;
  showPane = show;
  onAnnotate(annotate);
  inner.addEventListener("change", showParts);
  inner.addEventListener("submit", submit);
  inner.querySelector(".cancel").addEventListener("click", close);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  document.getElementById("mark-seek").addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => seek(event.target.value || place.words), WAIT);
  });
  inner.querySelector(".choose").addEventListener("click", () => {
    dialog.close();
    showPane("sources");
    root.dispatchEvent(new CustomEvent("choosing"));
    document.querySelector("#pane-sources summary")?.focus();
  });
  for (const row of rows.querySelectorAll(".line-lost")) offerVerbs(row);
}
