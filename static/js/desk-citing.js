// Once a row names a report and its words, whose word they are is offered in its two fields. What an editor has written
// there is never overwritten. Without this, fields left empty take the offer when the row is saved.

const WAIT = 350; // Milliseconds without a keystroke.
const address = document.getElementById("citing").dataset.offer;
const form = document.getElementById("briefing_form");
const waiting = new WeakMap();

const field = (row, name) => row.querySelector(`[name$="-${name}"]`);

function say(row, words) {
  const note = row.querySelector(".new-offer");
  note.textContent = words;
  note.hidden = !words;
}

function fill(row, offer) {
  const own = [field(row, "attributed_to"), field(row, "basis")].some((one) => one.dataset.own);
  if (!own) {
    field(row, "attributed_to").value = offer.attributed_to;
    field(row, "basis").value = offer.basis;
  }
  const nobody = !offer.attributed_to && offer.basis === "none named";
  const who = [offer.attributed_to && `“${offer.attributed_to}”`, offer.basis].filter(Boolean).join(", ");
  const what = own ? `The machine would offer ${who}` : nobody ? "Offered: nobody is named" : "Offered";
  say(row, `${what}, from the words: “${offer.rests_on}”. Change it freely.`);
}

async function ask(row) {
  const article = field(row, "article").value;
  const quote = field(row, "quote").value;
  if (!article || !quote.trim()) return say(row, "");
  const answer = await fetch(`${address}?${new URLSearchParams({ article, quote })}`);
  if (!answer.ok || quote !== field(row, "quote").value || article !== field(row, "article").value) return undefined;
  const offer = await answer.json();
  return offer.error ? say(row, offer.error) : fill(row, offer);
}

form.addEventListener("input", (event) => {
  const row = event.target.closest(".line-body");
  const name = row && event.target.name.split("-").pop();
  if (name === "attributed_to" || name === "basis") event.target.dataset.own = "yes";
  if (name !== "article" && name !== "quote") return;
  clearTimeout(waiting.get(row));
  waiting.set(row, setTimeout(() => ask(row), WAIT));
});

// What a row says is looked for in all reports; the passages that an editor ticks are cited when the row is saved.

const supportAddress = document.getElementById("citing").dataset.support;
const seeking = new WeakMap();

function wordsOf(row) {
  const kind = field(row, "kind");
  if (kind && kind.value !== "citation") return "";
  return (field(row, "exact") ?? field(row, "text")).value.trim();
}

function made(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// What was ticked stays so when the words change, and when the form comes back with a fault.
function tickedIn(box) {
  return [...box.querySelectorAll(":checked")].map((one) => one.value).concat(box.dataset.ticked.split(" "));
}

function choice(box, found, at) {
  const id = `${box.dataset.name}-${at}`;
  const checked = tickedIn(box).includes(found.key);
  const tick = made("input", { type: "checkbox", name: box.dataset.name, value: found.key, id, checked });
  const source = found.attributed_to ? `${found.attributed_to}, ${found.basis}` : found.basis;
  const lacks = found.missing.length ? `; does not give: ${found.missing.join(", ")}` : "";
  const where = `${found.report}${found.is_copy ? " (a copy)" : ""} · ${source}${lacks}`;
  const label = made("label", { htmlFor: id }, made("q", { textContent: found.exact }), " ");
  label.append(made("span", { className: "quiet", textContent: where }));
  return made("li", {}, tick, label);
}

function propose(row, { passages = [], if_all_hold: told = "", error = "" }) {
  const box = row.querySelector(".proposals");
  const cited = new Set([...row.querySelectorAll("[data-passage]")].map((one) => one.dataset.passage));
  const fresh = passages.filter((found) => !cited.has(found.key));
  const none = passages.length ? "Every passage that was found is cited." : "No passage was found. Cite one by hand.";
  box.querySelector(".help").textContent =
    error || (fresh.length ? `Tick those that hold. If all of them do, readers are told: “${told}”` : none);
  box.querySelector("ul").replaceChildren(...fresh.map((found, at) => choice(box, found, at)));
  box.hidden = false;
}

async function seek(row) {
  const words = wordsOf(row);
  const box = row.querySelector(".proposals");
  if (!box || !supportAddress) return;
  if (!words) {
    box.hidden = true;
    box.querySelector("ul").replaceChildren();
    return;
  }
  const answer = await fetch(`${supportAddress}?${new URLSearchParams({ words })}`);
  if (answer.ok && words === wordsOf(row)) propose(row, await answer.json());
}

form.addEventListener("input", (event) => {
  const row = event.target.closest(".line-body");
  if (!row || !/-(exact|text|kind)$/.test(event.target.name)) return;
  clearTimeout(seeking.get(row));
  seeking.set(row, setTimeout(() => seek(row), WAIT));
});

for (const row of form.querySelectorAll(".line[open] .line-body")) seek(row);
form.addEventListener(
  "toggle",
  (event) => {
    if (event.target.matches(".line[open]")) seek(event.target.querySelector(".line-body"));
  },
  true,
);

// Words selected in the text go into the row that is being added.
const body = document.getElementById("id_body");
const rows = form.querySelector('[data-rows="annotations"]');
if (body && rows) {
  const textContent = "Cite the words selected in the text";
  const take = made("button", { type: "button", className: "plain take-words", textContent });
  rows.querySelector(".help").after(take);
  take.addEventListener("click", () => {
    const words = body.value.slice(body.selectionStart, body.selectionEnd).replace(/[*_`]/g, "").trim();
    const last = [...rows.querySelectorAll(":scope > .line")].pop();
    if (!words || !last) return body.focus();
    last.open = true;
    field(last, "kind").value = "citation";
    field(last, "exact").value = words;
    for (const name of ["kind", "exact"]) {
      for (const kind of ["input", "change"]) field(last, name).dispatchEvent(new Event(kind, { bubbles: true }));
    }
    return field(last, "exact").focus();
  });
}
