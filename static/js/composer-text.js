// The toolbar above the text, and its shortcuts. What is inserted can be undone as if it had been typed.

import { body, made } from "./composer-wire.js";

export function insert(words) {
  body.focus();
  if (document.execCommand("insertText", false, words)) return;
  body.setRangeText(words, body.selectionStart, body.selectionEnd, "end");
  body.dispatchEvent(new Event("input", { bubbles: true }));
}

const selected = () => body.value.slice(body.selectionStart, body.selectionEnd);

function around(sign) {
  const from = body.selectionStart;
  const words = selected();
  const before = body.value.slice(from - sign.length, from);
  const after = body.value.slice(body.selectionEnd, body.selectionEnd + sign.length);
  if (words && before === sign && after === sign) {
    body.setSelectionRange(from - sign.length, body.selectionEnd + sign.length);
    insert(words);
    return body.setSelectionRange(from - sign.length, from - sign.length + words.length);
  }
  insert(sign + words + sign);
  return body.setSelectionRange(from + sign.length, from + sign.length + words.length);
}

function link() {
  const words = selected() || "words";
  const from = body.selectionStart;
  const isAddress = /^https?:\/\//.test(words);
  const start = from + (isAddress ? 1 : words.length + 3);
  insert(isAddress ? `[words](${words})` : `[${words}](https://)`);
  body.setSelectionRange(start, start + (isAddress ? 5 : 8));
}

// Before each of the lines that are touched, or away from them where all have it.
function lines(sign) {
  const from = body.value.lastIndexOf("\n", body.selectionStart - 1) + 1;
  const stop = body.value.indexOf("\n", body.selectionEnd);
  const end = stop < 0 ? body.value.length : stop;
  const touched = body.value.slice(from, end).split("\n");
  const all = touched.every((line) => !line.trim() || line.startsWith(sign));
  const changed = touched.map((line) => (all ? line.slice(line.startsWith(sign) ? sign.length : 0) : line.trim() || touched.length === 1 ? sign + line : line));
  body.setSelectionRange(from, end);
  insert(changed.join("\n"));
}

const TOOLS = [
  ["B", "Bold", "b", () => around("**")],
  ["I", "Italic", "i", () => around("*")],
  ["Link", "Link", "k", link],
  ["H", "Heading", "h", () => lines("## "), true],
  ["“ ”", "Quotation", "q", () => lines("> "), true],
  ["• List", "List", "l", () => lines("- "), true],
];

function tool([sign, name, key, act, shift]) {
  const keys = `Ctrl+${shift ? "Shift+" : ""}${key.toUpperCase()}`;
  const button = made("button", { type: "button", title: `${name} (${keys})`, tabIndex: -1 }, sign);
  button.setAttribute("aria-label", name);
  button.setAttribute("aria-keyshortcuts", keys.replace("Ctrl", "Control"));
  button.addEventListener("click", act);
  return button;
}

export function startToolbar() {
  if (!body) return;
  const buttons = TOOLS.map(tool);
  const bar = made("div", { className: "toolbar" }, ...buttons);
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Format");
  bar.setAttribute("aria-controls", body.id);
  buttons[0].tabIndex = 0;
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length);
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });
  body.before(bar);
  body.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const found = TOOLS.find(([, , key, , shift]) => key === event.key.toLowerCase() && Boolean(shift) === event.shiftKey);
    if (!found) return;
    event.preventDefault();
    found[3]();
  });
}
