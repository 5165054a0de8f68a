// Copies the value of a field: <button data-copy="id of the field" data-copied="what it says then" hidden>.

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    const words = button.querySelector("span");
    button.hidden = false;
    words.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        words.textContent = button.dataset.copied;
      } catch {
        field.select();
      }
    });
  }
}
