// Notes and the words they belong to. The page is complete without this: it sets each note beside its line on wide
// screens, shows which note and which words belong together, and brings the reader back.

const GAP = 12;
const wide = matchMedia("screen and (min-width: 62rem)");
const body = document.querySelector(".body");
const briefing = document.querySelector(".briefing");

const pairs = [...body.querySelectorAll(".ref")]
  .map((ref) => ({ ref, note: document.getElementById(ref.getAttribute("popovertarget")) }))
  .filter((pair) => pair.note)
  .map((pair) => ({ ...pair, pieces: piecesOf(pair.note.id) }));

const contextSwitch = document.getElementById("context-switch");
const pairOf = new Map(pairs.map((pair) => [pair.note, pair]));
let active = null;

// Context that the reader has not asked for takes no room in the margin.
const shown = () => pairs.filter(({ ref }) => ref.getClientRects().length);

// A range that crosses inline elements is cut into pieces; only the first has the id.
function piecesOf(id) {
  const pieces = new Set(body.querySelectorAll(`[data-note="${CSS.escape(id)}"]`));
  const first = document.getElementById(`r-${id}`);
  return first ? [first, ...pieces].filter((piece, at, all) => all.indexOf(piece) === at) : [...pieces];
}

function tie(pair, on) {
  for (const part of [pair.ref, pair.note, ...pair.pieces]) part.classList.toggle("tied", on);
}

// Each note as near below its own place as the notes above it allow.
function pushedDown(places, heights, roof) {
  let free = roof;
  return places.map((place, at) => {
    const top = Math.max(place, free);
    free = top + heights[at] + GAP;
    return top;
  });
}

// The active note stands beside its line; those above it make room upwards as far as the margin is free (the roof),
// those below it downwards.
function placesFor(wanted, heights, { chosen, roof }) {
  const places = pushedDown(wanted, heights, 0);
  if (chosen < 0) return places;
  let free = wanted[chosen];
  places[chosen] = free;
  for (let at = chosen - 1; at >= 0; at -= 1) {
    free -= heights[at] + GAP;
    places[at] = free = Math.min(places[at], free);
  }
  return pushedDown([...places.slice(0, chosen + 1), ...wanted.slice(chosen + 1)], heights, roof);
}

// The margin above the text is free up to the last part that reaches into it.
function roofOver(top) {
  const reaching = [...briefing.querySelectorAll(":scope > :is(.head, .key-points, .differences)")].pop();
  return Math.min(0, reaching.getBoundingClientRect().bottom + GAP - top);
}

function place() {
  if (!wide.matches) {
    body.classList.remove("placed", "settled");
    briefing.style.minBlockSize = "";
    for (const { note } of pairs) note.style.insetBlockStart = "";
    return;
  }
  const top = body.getBoundingClientRect().top;
  const visible = shown();
  const wanted = visible.map(({ ref }) => Math.max(0, ref.getBoundingClientRect().top - top));
  const heights = visible.map(({ note }) => note.offsetHeight);
  const places = placesFor(wanted, heights, { chosen: visible.indexOf(active), roof: roofOver(top) });
  visible.forEach(({ note }, at) => {
    note.style.insetBlockStart = `${Math.round(places[at])}px`;
  });
  const last = visible.length - 1;
  const above = top - briefing.getBoundingClientRect().top;
  briefing.style.minBlockSize = last < 0 ? "" : `${Math.ceil(above + places[last] + heights[last])}px`;
  body.classList.add("placed");
  requestAnimationFrame(() => body.classList.add("settled"));
}

function activate(pair) {
  if (active) tie(active, false);
  active = pair;
  if (pair) tie(pair, true);
  place();
}

function showInMargin(pair) {
  activate(pair);
  pair.note.scrollIntoView({ block: "nearest" });
  if (pair.ref.matches(":focus-visible")) pair.note.focus({ preventScroll: true });
}

function backToText(pair, event) {
  event.preventDefault();
  if (pair.note.matches(":popover-open")) pair.note.hidePopover();
  pair.ref.scrollIntoView({ block: "nearest" });
  pair.ref.focus({ preventScroll: true });
}

function follow(pair) {
  const { note, ref, pieces } = pair;
  note.tabIndex = -1;
  note.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "open" || !wide.matches) return;
    event.preventDefault();
    showInMargin(pair);
  });
  note.addEventListener("toggle", (event) => tie(pair, event.newState === "open"));
  note.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && wide.matches) backToText(pair, event);
  });
  note.querySelector("details")?.addEventListener("toggle", place);
  note.querySelector(".note-back").addEventListener("click", (event) => backToText(pair, event));
  for (const part of [ref, note, ...pieces]) {
    part.addEventListener("pointerenter", () => tie(pair, true));
    part.addEventListener("pointerleave", () => tie(pair, pair === active || note.matches(":popover-open")));
  }
}

// A link to a note (#a-…) opens it; a link out of a sheet closes the sheet.
function openFromAddress() {
  const pair = pairOf.get(document.getElementById(location.hash.slice(1)));
  if (!pair) return;
  if (contextSwitch && !pair.ref.getClientRects().length) contextSwitch.checked = true;
  if (wide.matches) showInMargin(pair);
  else {
    pair.ref.scrollIntoView({ block: "center" });
    pair.note.showPopover();
  }
}

if (pairs.length && "popover" in HTMLElement.prototype) {
  pairs.forEach(follow);
  place();
  openFromAddress();
  addEventListener("hashchange", openFromAddress);
  addEventListener("pointerdown", (event) => {
    if (active && !event.target.closest(".note, .ref")) activate(null);
  });
  contextSwitch?.addEventListener("change", place);
  new ResizeObserver(place).observe(body);
  wide.addEventListener("change", place);
  document.fonts.ready.then(place);
}
