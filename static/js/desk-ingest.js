// Files can be dropped anywhere on the page, folders too; what is chosen is listed, and too much is said before it is sent.

const form = document.querySelector("form.bench");
const input = form.querySelector('input[name="files"]');
const folder = form.querySelector('input[name="folder"]');
const list = form.querySelector(".chosen");
const drop = form.querySelector(".drop");
const most = Number(form.dataset.maxBytes);

const MEGABYTE = 1e6;
const SHOWN = 8;

const chosen = () => [...input.files, ...folder.files];

function line(words, className = "") {
  const item = document.createElement("li");
  item.textContent = words;
  item.className = className;
  return item;
}

function size(bytes) {
  return bytes < MEGABYTE ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

function show() {
  const files = chosen();
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const lines = files.slice(0, SHOWN).map((file) => line(`${file.webkitRelativePath || file.name}, ${size(file.size)}`));
  if (files.length > SHOWN) lines.push(line(`and ${files.length - SHOWN} more`));
  const tooMuch = total > most;
  if (tooMuch) lines.push(line(`Together ${size(total)}; the limit is ${size(most)} at a time. Send them in parts.`, "failed"));
  list.replaceChildren(...lines);
  input.setCustomValidity(tooMuch ? "Too much at a time." : "");
}

function inside(folderEntry) {
  const reader = folderEntry.createReader();
  const read = () => new Promise((done, failed) => reader.readEntries(done, failed));
  return (async () => {
    const found = [];
    for (let part = await read(); part.length; part = await read()) found.push(...part);
    return found;
  })();
}

async function filesOf(entry) {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
  const parts = await Promise.all((await inside(entry)).map(filesOf));
  return parts.flat();
}

async function take(items) {
  const dropped = [...items].filter((item) => item.kind === "file");
  const found = dropped.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const files = (await Promise.all(found.map(({ entry, file }) => (entry ? filesOf(entry) : [file])))).flat();
  const all = new DataTransfer();
  for (const file of [...input.files, ...files]) all.items.add(file);
  input.files = all.files;
  show();
}

const hasFiles = (event) => event.dataTransfer?.types.includes("Files");

addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  drop.toggleAttribute("data-over", true);
});

addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.toggleAttribute("data-over", false);
});

addEventListener("drop", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  drop.toggleAttribute("data-over", false);
  take(event.dataTransfer.items);
});

input.addEventListener("change", show);
folder.addEventListener("change", show);
form.addEventListener("submit", () => {
  form.querySelector("button.primary").textContent = "Sending…";
});
