// On a phone, opens its own ways to share instead of ours: <details data-share="address">.

if (navigator.share && matchMedia("(pointer: coarse)").matches) {
  for (const ways of document.querySelectorAll("details[data-share]")) {
    ways.querySelector("summary").addEventListener("click", async (event) => {
      if (ways.open) return;
      event.preventDefault();
      try {
        await navigator.share({ title: document.title, url: ways.dataset.share });
      } catch (refusal) {
        if (refusal.name !== "AbortError") ways.open = true;
      }
    });
  }
}
