// Runs before the first paint: the style sheets may then leave the placing of notes to notes.js without a shift.
document.documentElement.classList.add("scripted");
