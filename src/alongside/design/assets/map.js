// Lets a name be dragged to another group of the same intervention. Without this script, and for whoever does not
// drag, the name is a link to a page with the same choice: that is the way by tap and by keyboard.

const form = document.querySelector("[data-move]");

function start() {
  const rows = [...document.querySelectorAll("[data-group]")];
  let held = null;
  // A name is moved within its own intervention; a row that is no place to move to has names to move as well.
  const takes = (row) => {
    const from = held && held.closest("[data-of]");
    return from && row.dataset.of === from.dataset.of && row.dataset.group !== from.dataset.group;
  };
  const light = (over) => rows.forEach((row) => row.classList.toggle("al-map__over", row === over));

  for (const name of document.querySelectorAll("[data-of] .al-map__children a")) {
    name.addEventListener("dragstart", (event) => {
      held = name;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", name.textContent);
      rows.forEach((row) => row.classList.toggle("al-map__takes", Boolean(takes(row))));
    });
    name.addEventListener("dragend", () => {
      held = null;
      light(null);
      rows.forEach((row) => row.classList.remove("al-map__takes"));
    });
  }
  for (const row of rows) {
    row.addEventListener("dragover", (event) => {
      if (!takes(row)) return;
      event.preventDefault();
      light(row);
    });
    row.addEventListener("dragleave", (event) => row.contains(event.relatedTarget) || light(null));
    row.addEventListener("drop", (event) => {
      if (!takes(row)) return;
      event.preventDefault();
      form.action = held.getAttribute("href");
      form.elements.namedItem("group").value = row.dataset.group;
      form.submit();
    });
  }
  document.querySelector("[data-drag-hint]").classList.add("al-map__hint--shown");
}

if (form) start();
