// What every part of the composer asks the desk, and how.

export const root = document.getElementById("composer");
export const form = document.getElementById("briefing_form");
export const body = document.getElementById("id_body");

export class SignedOut extends Error {}

export function token() {
  const found = document.cookie.match(/(?:^|;\s*)(?:__Host-)?csrftoken=([^;]+)/);
  return found ? found[1] : form.elements.csrfmiddlewaretoken.value;
}

// Who logs in elsewhere has another token from then on; every form on the page needs it.
export function renewTokens() {
  for (const field of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) field.value = token();
}

async function read(answer) {
  if (answer.redirected || answer.status === 403) throw new SignedOut();
  if (!answer.ok) throw new Error(`The desk answered with ${answer.status}.`);
  return answer.json();
}

export async function ask(url, parameters = {}) {
  const query = new URLSearchParams(parameters);
  return read(await fetch(query.size ? `${url}?${query}` : url));
}

// `fields`: names with a value, or a list of values.
export async function tell(url, fields, options = {}) {
  const data = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(name, one ?? "");
  return read(await fetch(url, { method: "POST", body: data, headers: { "X-CSRFToken": token() }, ...options }));
}

// The written fields as they are now.
export function typed() {
  const names = ["headline", "standfirst", "body", "not_known"];
  return Object.fromEntries(names.filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value]));
}

export function made(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const notices = document.getElementById("notices");

const SHORT = 8000; // Milliseconds that a notice of something done stays.

// One notice of each name at a time; without words it goes away.
export function notify(name, words, ...buttons) {
  notices.querySelector(`[data-notice="${name}"]`)?.remove();
  if (!words) return;
  const notice = made("div", { className: "notice" }, made("p", { textContent: words }), ...buttons);
  notice.dataset.notice = name;
  notices.append(notice);
  if (name === "annotate") setTimeout(() => notice.remove(), SHORT);
}

export function button(textContent, act, className = "") {
  const element = made("button", { type: "button", textContent, className });
  element.addEventListener("click", act);
  return element;
}

// Places are counted in code points, as the desk counts them; a text field counts UTF-16 units.
export const points = (text) => [...text].length;

export function clock(milliseconds) {
  const at = new Date(milliseconds);
  const today = at.toDateString() === new Date().toDateString();
  const day = today ? {} : { day: "numeric", month: "long" };
  return at.toLocaleString(document.documentElement.lang || "en", { ...day, hour: "2-digit", minute: "2-digit", hour12: false });
}
