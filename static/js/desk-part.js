// A press that redraws one part of a screen instead of all of it. The answer holds the part anew, with what was done in
// its data; without script the same button loads the page again.

const said = document.getElementById("said");

let busy = false;

export const part = () => document.getElementById("part");

export function say(words, failed = false) {
  said.className = failed ? "errornote" : "part-said";
  said.replaceChildren(words);
}

// True when the part was drawn anew.
export async function press(button, name) {
  if (busy || !button || button.disabled) return false;
  busy = true;
  const form = part();
  const data = new FormData(form);
  data.set(button.name, button.value);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Part": name } });
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("part");
    if (!answer.ok || !made) throw new Error(String(answer.status));
    form.replaceWith(document.adoptNode(made));
    say(made.dataset.words ?? "", "failed" in made.dataset);
    return true;
  } catch {
    say("This was not kept: the desk did not answer as it should. Load the page again.", true);
    return false;
  } finally {
    busy = false;
  }
}

// Single keys: { key: act }. `repeats`: the keys that may be held down.
export function onKeys(single, { keySwitch, typing, undo, repeats }) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || typing(event.target) || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.ctrlKey || event.metaKey) {
      if (key !== "z" || event.shiftKey) return;
      event.preventDefault();
      if (!event.repeat) undo();
    } else if (keySwitch.checked && key in single && !(event.repeat && !repeats.includes(key))) {
      event.preventDefault();
      single[key]();
    }
  });
}

// Into view below what sticks to the top and above what sticks to the bottom.
export function bringIntoView(node) {
  node.focus({ preventScroll: true });
  const { top, bottom } = node.getBoundingClientRect();
  if (top < innerHeight * 0.25 || bottom > innerHeight * 0.75) node.scrollIntoView({ block: "center" });
}
