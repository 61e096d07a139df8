// The briefing's screen works without this. With it: unsaved words are guarded, Ctrl+S saves, only the fields that a
// kind of annotation or edition needs are shown, and rows can be added without saving first.

const form = document.getElementById("briefing_form");
const panel = document.querySelector(".publishing");
const save = document.querySelector('button[form="briefing_form"][name="_continue"]');
let unsaved = Boolean(form.querySelector(".errornote"));

const words = document.querySelector(".save-row .saved");

function show() {
  if (!panel || !save) return;
  words.parentElement.toggleAttribute("data-unsaved", unsaved);
  save.classList.toggle("primary", unsaved);
  for (const go of panel.querySelectorAll("button.go")) go.classList.toggle("primary", !unsaved);
  const said = unsaved ? words.dataset.changed : words.dataset.saved;
  if (words.textContent !== said) words.textContent = said;
}

function changed() {
  if (unsaved) return;
  unsaved = true;
  show();
}

form.addEventListener("input", changed);
form.addEventListener("change", changed);
form.addEventListener("submit", () => {
  unsaved = false;
});

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  const button = save ?? form.querySelector('input[name="_continue"]');
  if (!button) return;
  event.preventDefault();
  if (!event.repeat) button.click();
});

// What goes out is what was saved: publishing waits until the form is.
panel?.addEventListener("submit", (event) => {
  if (!unsaved || event.target === form || !save) return;
  event.preventDefault();
  words.textContent = "Save first: what goes out is what was saved.";
  save.focus();
});

const NEEDED = { actor: ["actor"], dispute: ["difference"] };
const ONLY_FOR_SOME = ["actor", "difference"];

function showFields(kind) {
  const line = kind.closest(".line-body");
  for (const name of ONLY_FOR_SOME) {
    const field = line.querySelector(`.field-${name}`);
    if (field) field.hidden = !(NEEDED[kind.value] ?? []).includes(name);
  }
}

const kindOfRow = '.line-body select[name$="-kind"]';
for (const kind of form.querySelectorAll(kindOfRow)) showFields(kind);
form.addEventListener("change", (event) => {
  if (event.target.matches(kindOfRow)) showFields(event.target);
});

const edition = panel?.querySelector('.publish select[name="kind"]');
const correcting = panel?.querySelector(".correcting");
if (edition && correcting) {
  const toggle = () => {
    correcting.hidden = !["correction", "clarification"].includes(edition.value);
  };
  edition.addEventListener("change", toggle);
  toggle();
}

function addRow(rows, template) {
  const total = form.querySelector(`[name="${rows.dataset.rows}-TOTAL_FORMS"]`);
  const holder = document.createElement("template");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
  const row = holder.content.firstElementChild;
  total.value = Number(total.value) + 1;
  template.before(row);
  for (const kind of row.querySelectorAll(kindOfRow)) showFields(kind);
  row.querySelector("textarea, select").focus();
}

for (const template of form.querySelectorAll("[data-rows] > template")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain add-row";
  button.textContent = "Add another";
  button.addEventListener("click", () => addRow(template.parentElement, template));
  template.after(button);
}

show();
