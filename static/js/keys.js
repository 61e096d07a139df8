// The keys n and p step through the notes. A switch on the page turns them off, and the choice is kept.

const KEPT = "note-keys";
const keySwitch = document.getElementById("keys-switch");
const all = [...document.querySelectorAll(".body .ref")];
const visible = () => all.filter((ref) => ref.getClientRects().length);

// Storage may be closed to us (private windows, strict settings); the switch then works for this page alone.
function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(value) {
  try {
    localStorage.setItem(KEPT, value);
  } catch {
    keySwitch.dataset.kept = "no";
  }
}

function typing(target) {
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

// Where the reader is: the focused reference, the reference of the focused note, or the first one below the top edge.
function here(refs) {
  const focused = document.activeElement;
  const note = focused.closest(".note");
  const at = refs.findIndex((ref) => ref === focused || (note && ref.getAttribute("popovertarget") === note.id));
  if (at >= 0) return at;
  const below = refs.findIndex((ref) => ref.getBoundingClientRect().top >= 0);
  return below < 0 ? refs.length - 0.5 : below - 0.5;
}

function step(forward) {
  const refs = visible();
  const at = here(refs);
  const next = refs[forward ? Math.floor(at) + 1 : Math.ceil(at) - 1];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
  document.getElementById(next.getAttribute("popovertarget")).showPopover();
}

if (keySwitch && all.length && "popover" in HTMLElement.prototype) {
  keySwitch.checked = kept() !== "off";
  keySwitch.closest("[hidden]").hidden = false;
  keySwitch.addEventListener("change", () => keep(keySwitch.checked ? "on" : "off"));
  addEventListener("keydown", (event) => {
    if (!keySwitch.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target !== keySwitch && typing(event.target)) return;
    if (event.key === "n" || event.key === "p") {
      event.preventDefault();
      step(event.key === "n");
    }
  });
}
