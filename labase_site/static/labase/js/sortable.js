// Lets the rows of a list be dragged to their place: <ol data-sortable> whose rows each hold <form data-place>.
// The form says where the row goes; its buttons do the same without a mouse.

for (const list of document.querySelectorAll("[data-sortable]")) {
  const rows = () => [...list.children];
  let dragged = null;
  let start = -1;

  for (const row of rows()) {
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      // A row of a list inside this one is its own list's affair.
      if (event.target !== row) return;
      dragged = row;
      start = rows().indexOf(row);
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
      row.classList.add("sortable__row--dragged");
    });
    row.addEventListener("dragend", (event) => {
      if (event.target !== row) return;
      row.classList.remove("sortable__row--dragged");
      dragged = null;
      const place = rows().indexOf(row);
      if (place !== start) send(row, place + 1);
    });
  }

  list.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const over = rows().find((row) => row.contains(event.target));
    if (!over || over === dragged) return;
    const { top, height } = over.getBoundingClientRect();
    const after = event.clientY > top + height / 2;
    list.insertBefore(dragged, after ? over.nextSibling : over);
  });
  list.addEventListener("drop", (event) => {
    if (dragged) event.preventDefault();
  });
}

function send(row, place) {
  const form = row.querySelector("form[data-place]");
  form.elements.place.value = place;
  form.requestSubmit(form.querySelector("button[value=place]"));
}
