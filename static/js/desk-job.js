// The progress page works without this: it reloads itself. With it only the board changes, until all is done.

const board = document.getElementById("board");
const EVERY = 1000;
const SLOWEST = 15000;
let wait = EVERY;

const finished = () => Boolean(board.querySelector("[data-finished]"));

async function look() {
  if (document.hidden) return;
  const answer = await fetch(board.dataset.url, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
  const html = await answer.text();
  if (board.contains(document.activeElement) && document.activeElement.matches("button")) return;
  board.innerHTML = html;
}

async function keepLooking() {
  try {
    await look();
    wait = EVERY;
  } catch {
    wait = Math.min(wait * 2, SLOWEST);
  }
  if (!finished()) setTimeout(keepLooking, wait);
}

if (!finished()) setTimeout(keepLooking, EVERY);
