// What every desk screen with single keys shares. (The reader's keys.js keeps to itself: a page should not wait for two.)

const KEPT = "desk-keys";

// Storage may be closed to us (private windows, strict settings); what is kept then lasts for this page alone.
export function stored(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

export function typing(target) {
  if (target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName)) return true;
  return target.tagName === "INPUT" && !["checkbox", "radio"].includes(target.type);
}

export const keys = document.getElementById("keys");
export const keySwitch = document.getElementById("key-switch");

keySwitch.checked = stored(() => localStorage.getItem(KEPT)) !== "off";
keySwitch.addEventListener("change", () => stored(() => localStorage.setItem(KEPT, keySwitch.checked ? "on" : "off")));
