// The page as it will go out, in a frame of its own, with the readers' style sheets. While one types, its text alone is
// made anew by the desk, one request at a time; notes are kept from the last whole page.

import { step } from "./composer-selecting.js";
import { body, form, made, notify, points, root, SignedOut, tell, typed } from "./composer-wire.js";

const WAIT = 100; // Milliseconds without a keystroke: shorter asks in the middle of words, longer is felt.
const IDLE = 1500; // Until quotations are looked up in the reports.

const pane = document.getElementById("pane-preview");
const frame = pane.querySelector("iframe");
const refused = pane.querySelector(".refused");
const bar = pane.querySelector(".selecting");
const notes = new Map();
let shown = null; // What the frame shows was made of this.
let busy = false;
let again = false;
let waiting = 0;
let idle = 0;
let annotate = () => {};

export const page = () => frame.contentDocument;
export const text = () => page()?.querySelector(".body");

// Places, counted as the desk counts them: without blanks, without the notes and their numbers.

const BLANKS = /[ \t\r\n\f]/g;
const NOT_TEXT = ".ref, .notes, .proposed-label, .comment-label";
const inked = (words) => words.replace(BLANKS, "");
const ink = (words) => points(inked(words));

function wordsOf(range) {
  const holder = page().createElement("div");
  holder.append(range.cloneContents());
  for (const other of holder.querySelectorAll(NOT_TEXT)) other.remove();
  return holder.textContent;
}

export function selected() {
  const selection = page()?.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text()?.contains(range.commonAncestorContainer)) return null;
  const words = wordsOf(range);
  const before = page().createRange();
  before.setStart(text(), 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = ink(wordsOf(before));
  const end = start + ink(words);
  return end > start ? { start, end, words: words.replace(/\s+/g, " ").trim(), made_of: shown } : null;
}

function textNodes() {
  const walker = page().createTreeWalker(text(), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(NOT_TEXT)) found.push(walker.currentNode);
  return found;
}

function rangesOf(places) {
  const ranges = places.map(() => page().createRange());
  let at = 0;
  for (const node of textNodes()) {
    let offset = 0;
    for (const sign of node.data) {
      if (!sign.match(BLANKS)) {
        places.forEach(({ start, end }, which) => {
          if (at === start) ranges[which].setStart(node, offset);
          if (at === end - 1) ranges[which].setEnd(node, offset + sign.length);
        });
        at += 1;
      }
      offset += sign.length;
    }
  }
  return ranges;
}

function underline(faults) {
  const view = page()?.defaultView;
  if (!view?.CSS.highlights || !text()) return;
  view.CSS.highlights.set("fault", new view.Highlight(...rangesOf(faults)));
}

// What stands at the top edge stays there, whatever was added or taken away above it.

function anchor() {
  const blocks = [...text().children].filter((one) => !one.matches(".notes"));
  const top = blocks.findIndex((one) => one.getBoundingClientRect().bottom > 0);
  return top < 0 ? null : { words: blocks[top].textContent, top: blocks[top].getBoundingClientRect().top, at: top };
}

function keepPlace(change) {
  const view = page().defaultView;
  const place = anchor();
  const scrolled = view.scrollY;
  change();
  view.scrollTo({ top: scrolled, behavior: "instant" });
  if (!place || place.top > view.innerHeight) return;
  const blocks = [...text().children].filter((one) => !one.matches(".notes"));
  const same = blocks.filter((one) => one.textContent === place.words);
  const near = same.sort((one, other) => Math.abs(blocks.indexOf(one) - place.at) - Math.abs(blocks.indexOf(other) - place.at))[0];
  if (near) view.scrollBy({ top: near.getBoundingClientRect().top - place.top, behavior: "instant" });
}

// What is selected stays so where its words still stand between the same words: never at others that look alike.

const AROUND = 24;
const inkedText = () => inked(textNodes().map((node) => node.data).join(""));

function nearest(words, start) {
  const all = inkedText();
  let best = null;
  for (let at = all.indexOf(words); at >= 0; at = all.indexOf(words, at + 1)) {
    const found = points(all.slice(0, at));
    if (best === null || Math.abs(found - start) < Math.abs(best - start)) best = found;
  }
  return best;
}

function keepSelected(change) {
  const had = selected();
  const all = had && [...inkedText()];
  change();
  if (!had) return;
  const first = Math.max(0, had.start - AROUND);
  const found = nearest(all.slice(first, had.end + AROUND).join(""), first);
  if (found === null) return;
  const start = found + had.start - first;
  const [range] = rangesOf([{ start, end: start + had.end - had.start }]);
  page().getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}

// Drawing

function withNotes() {
  const holder = made("div", { className: "notes" });
  for (const ref of text().querySelectorAll(".ref")) {
    const note = notes.get(ref.getAttribute("popovertarget"));
    if (!note) continue;
    note.querySelector(".note-number").textContent = ref.textContent;
    holder.append(note);
  }
  text().append(holder);
}

function drawText(html) {
  const draw = () => {
    text().innerHTML = html;
    withNotes();
  };
  keepPlace(() => keepSelected(draw));
}

function drawHead({ headline, standfirst }) {
  const main = page().querySelector("main");
  const line = main.querySelector(".standfirst");
  if (headline !== undefined) main.querySelector("h1").textContent = headline;
  if (line && standfirst !== undefined) line.textContent = standfirst;
}

function keepNotes() {
  notes.clear();
  for (const note of text().querySelectorAll(".note")) notes.set(note.id, note);
}

function parsed(html) {
  const whole = new DOMParser().parseFromString(html, "text/html");
  for (const part of whole.querySelectorAll("script, .skip, .masthead, .foot, .contents, .contents-open")) part.remove();
  whole.head.append(made("link", { rel: "stylesheet", href: frame.dataset.style }));
  return whole;
}

function drawPage(html) {
  const whole = parsed(html);
  if (text()) {
    const draw = () => page().querySelector("main").replaceWith(page().adoptNode(whole.querySelector("main")));
    const focused = page().activeElement === text();
    keepPlace(() => keepSelected(draw));
    ready();
    if (focused) focusText();
    return;
  }
  frame.addEventListener("load", ready, { once: true });
  frame.srcdoc = `<!doctype html>${whole.documentElement.outerHTML}`;
}

function refuse(words) {
  refused.hidden = !words;
  if (words && refused.textContent !== words) refused.textContent = words;
  pane.classList.toggle("old", Boolean(words));
}

async function draw(whole) {
  const fields = typed();
  const stands = !whole && fields.body === shown?.body;
  const asked = whole ? { ...fields, wanted: "page" } : { body: fields.body };
  const answer = stands ? {} : await tell(root.dataset.look, asked);
  refuse(answer.error);
  if (answer.error) return;
  shown = fields;
  if (whole) drawPage(answer.page);
  else {
    if (!stands) drawText(answer.body);
    drawHead(fields);
  }
  root.dispatchEvent(new CustomEvent("drawn"));
}

export async function refresh(whole = false) {
  if (busy) {
    again = again === "whole" || whole ? "whole" : "text";
    return;
  }
  busy = true;
  try {
    await draw(whole || !text());
    notify("preview", "");
  } catch (error) {
    if (!(error instanceof SignedOut)) notify("preview", "The preview waits: the desk cannot be reached.");
  }
  busy = false;
  if (!again) return;
  const next = again === "whole";
  again = false;
  await refresh(next);
}

async function lookForFaults() {
  const fields = typed();
  const answer = await tell(root.dataset.look, { body: fields.body, wanted: "faults" }).catch(() => ({}));
  if (!answer.faults || fields.body !== typed().body) return;
  underline(answer.faults);
  const told = pane.querySelector(".faults");
  told.textContent = answer.faults.map((fault) => fault.words).join(" ");
  told.hidden = !answer.faults.length;
}

// The frame's own keys and links

function follow(event) {
  const link = event.target.closest("a[href]");
  if (!link) return;
  event.preventDefault();
  const address = link.getAttribute("href");
  if (address.startsWith("#")) page().getElementById(address.slice(1))?.scrollIntoView({ block: "center" });
  else window.open(link.href, "_blank", "noopener");
}

function press(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    form.requestSubmit(document.querySelector('button[form="briefing_form"][name="_continue"]'));
  } else if (event.target === text() && event.key === "Enter") {
    event.preventDefault();
    annotate();
  } else if (event.target === text() && event.key === "c" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    root.dispatchEvent(new CustomEvent("comment"));
  } else if (event.target === text()) step(event, text());
}

function ready() {
  // An editor sees every mark; readers ask for context by this switch.
  const context = page().querySelector("#context-switch");
  if (context) context.checked = true;
  keepNotes();
  root.dispatchEvent(new CustomEvent("drawn"));
  Object.assign(text(), { tabIndex: 0 });
  text().setAttribute("role", "region");
  text().setAttribute("aria-label", "The text. Arrow keys select words, Shift takes more, Enter annotates them, C comments on them");
  if (!page().documentElement.dataset.followed) {
    page().documentElement.dataset.followed = "";
    page().addEventListener("click", follow);
    page().addEventListener("keydown", press);
    page().addEventListener("selectionchange", () => bar.toggleAttribute("data-some", Boolean(selected())));
  }
}

export function startPreview() {
  if (!body) return;
  bar.hidden = false;
  refresh(true).then(lookForFaults);
  form.addEventListener("input", (event) => {
    if (!["headline", "standfirst", "body"].includes(event.target.name)) return;
    clearTimeout(waiting);
    clearTimeout(idle);
    waiting = setTimeout(refresh, WAIT);
    idle = setTimeout(lookForFaults, IDLE);
  });
}

export function onAnnotate(act) {
  annotate = act;
  bar.querySelector(".annotate").addEventListener("click", act);
}

export const focusText = () => text()?.focus({ preventScroll: true });
