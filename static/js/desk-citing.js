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
