// Puts a tapped word into the text at once, or takes it out again. Without this script the server does the same.

const parts = (line) => line.split(",").map((part) => part.trim()).filter(Boolean);
const has = (text, word) => text.split("\n").some((line) => parts(line).includes(word));

function toggled(text, word) {
  if (has(text, word)) {
    const lines = text.split("\n").map((line) => parts(line).filter((part) => part !== word).join(", "));
    return lines.filter(Boolean).join("\n");
  }
  const before = text.trimEnd().replace(/,$/, "");
  return before ? `${before}, ${word}` : word;
}

for (const board of document.querySelectorAll("form")) {
  const buttons = board.querySelectorAll("[data-word]");
  const box = board.querySelector("textarea");
  if (!box || !buttons.length) continue;
  const show = () =>
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(has(box.value, button.value))));
  board.addEventListener("click", (event) => {
    const button = event.target.closest("[data-word]");
    if (!button) return;
    event.preventDefault();
    box.value = toggled(box.value, button.value);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  });
  box.addEventListener("input", show);
}
