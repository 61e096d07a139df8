// Two versions side by side become one: each change of the other person is taken, or not, and the field follows.

import { button, root } from "./composer-wire.js";

const wordsOf = (part) => part?.querySelector(".words").textContent ?? "";

function result(merge) {
  return [...merge.children]
    .map((part) => {
      if (part.matches(".same")) return part.textContent;
      return wordsOf(part.querySelector(part.matches(".taken") ? "ins" : "del"));
    })
    .join("");
}

function start(clash) {
  const merge = clash.querySelector(".merge");
  const field = document.getElementById(clash.dataset.target);
  if (!field) return;
  let last = result(merge);
  const untouched = () => field.value.replaceAll("\r\n", "\n") === last;
  const toggles = [];

  function take(hunk, taken) {
    if (!untouched()) return;
    hunk.classList.toggle("taken", taken);
    last = result(merge);
    field.value = last;
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    toggles.forEach((draw) => draw());
  }

  for (const hunk of merge.querySelectorAll(".hunk")) {
    const toggle = button("", () => take(hunk, !hunk.classList.contains("taken")), "plain");
    const draw = () => {
      toggle.textContent = hunk.classList.contains("taken") ? "Keep mine" : "Take theirs";
    };
    toggles.push(draw);
    draw();
    hunk.append(toggle);
  }
  const theirs = [...merge.querySelectorAll(".only-theirs")];
  if (theirs.length) {
    const words = theirs.length === 1 ? "Take the one change that only they made" : `Take the ${theirs.length} changes that only they made`;
    clash.querySelector("h3").after(button(words, () => theirs.forEach((hunk) => take(hunk, true))));
  }
  field.addEventListener("input", () => {
    const by_hand = !untouched();
    for (const one of clash.querySelectorAll("button")) one.disabled = by_hand;
  });
}

export function startMerging() {
  for (const clash of root.querySelectorAll(".clash")) start(clash);
  document.getElementById("theirs-h")?.focus();
}
