// Selecting by keyboard in a text that cannot be edited: arrows go from word to word, with Shift they take more, up and
// down go to the paragraph before and after.

const BLOCKS = "p, li, h2, h3, h4, blockquote, pre, td, th";

function selectWord(selection, node, offset) {
  selection.collapse(node, offset);
  selection.modify("extend", "forward", "word");
}

function begin(selection, holder) {
  const blocks = blocksOf(holder);
  const seen = blocks.find((block) => block.getBoundingClientRect().top >= 0) ?? blocks[0];
  if (seen) selectWord(selection, seen, 0);
}

const blocksOf = (holder) => [...holder.querySelectorAll(BLOCKS)].filter((block) => !block.closest(".notes"));

function toBlock(selection, holder, step) {
  const blocks = blocksOf(holder);
  const here = selection.focusNode.parentElement?.closest(BLOCKS) ?? selection.focusNode;
  const next = blocks[blocks.indexOf(here) + step];
  if (next) selectWord(selection, next, 0);
}

const MOVES = {
  ArrowRight(selection, { extend }) {
    if (extend) return selection.modify("extend", "forward", "word");
    selection.collapseToEnd();
    selection.modify("move", "forward", "word");
    selection.modify("move", "backward", "word");
    return selection.modify("extend", "forward", "word");
  },
  ArrowLeft(selection, { extend }) {
    if (extend) return selection.modify("extend", "backward", "word");
    selection.collapseToStart();
    selection.modify("move", "backward", "word");
    return selection.modify("extend", "forward", "word");
  },
  ArrowDown(selection, { holder, extend }) {
    return extend ? selection.modify("extend", "forward", "paragraphboundary") : toBlock(selection, holder, 1);
  },
  ArrowUp(selection, { holder, extend }) {
    return extend ? selection.modify("extend", "backward", "paragraphboundary") : toBlock(selection, holder, -1);
  },
};

// Whether a key was one of these, and is done. `holder` has the text, and the focus.
export function step(event, holder) {
  const move = MOVES[event.key];
  if (!move || event.ctrlKey || event.metaKey || event.altKey) return false;
  event.preventDefault();
  const selection = holder.ownerDocument.getSelection();
  const inside = selection.rangeCount && holder.contains(selection.focusNode) && !selection.isCollapsed;
  if (inside) move(selection, { holder, extend: event.shiftKey });
  else begin(selection, holder);
  selection.focusNode?.parentElement?.scrollIntoView({ block: "nearest" });
  return true;
}
