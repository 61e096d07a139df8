// The comparison works without this. With it: keys step through what differs and do what the buttons do, and the place
// in the texts stays when a decision draws the page anew.

import { keys, keySwitch, stored, typing } from "./desk-keys.js";

const PLACE = `compare-place ${location.pathname}`;
const onlyDiffers = document.getElementById("only-differs");
const form = document.getElementById("deciding");
const differing = [...document.querySelectorAll(".block[id]")];

let here = -1;

// After scrolling by hand, the next place is the next one below the middle of the window.
function placeNow() {
  if (differing[here]?.contains(document.activeElement)) return here;
  const below = differing.findIndex((block) => block.getBoundingClientRect().bottom > innerHeight / 3);
  return below < 0 ? differing.length - 0.5 : below - 0.5;
}

function step(forward) {
  const at = placeNow();
  const next = forward ? Math.floor(at) + 1 : Math.ceil(at) - 1;
  if (!differing[next]) return;
  here = next;
  differing[here].focus({ preventScroll: true });
  differing[here].scrollIntoView({ block: differing[here].offsetHeight > innerHeight / 2 ? "start" : "center" });
}

function answer(verb) {
  const button = document.querySelector(`button[form="deciding"][value="${verb}"]`);
  if (button) form.requestSubmit(button);
}

function toggle() {
  onlyDiffers.checked = !onlyDiffers.checked;
}

const SINGLE = {
  j: () => step(true),
  k: () => step(false),
  d: () => toggle(),
  1: () => answer("same-event"),
  2: () => answer("copy"),
  3: () => answer("not-same"),
  u: () => answer("undo"),
  "?": () => keys.togglePopover(),
};

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || typing(event.target) || event.altKey || event.ctrlKey || event.metaKey) return;
  const key = event.key.toLowerCase();
  if (!keySwitch.checked || !(key in SINGLE) || (event.repeat && !"jk".includes(key))) return;
  event.preventDefault();
  SINGLE[key]();
});

for (const part of document.querySelectorAll(".compare .scripted")) part.hidden = false;

form?.addEventListener("submit", () => stored(() => sessionStorage.setItem(PLACE, String(scrollY))));
const place = stored(() => sessionStorage.getItem(PLACE));
if (place) {
  stored(() => sessionStorage.removeItem(PLACE));
  scrollTo(0, Number(place));
}
