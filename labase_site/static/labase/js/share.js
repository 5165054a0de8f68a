// Offers the sharing of the device where there is one: <a data-share href="the page of ways to share">.

if (navigator.share) {
  for (const link of document.querySelectorAll("a[data-share]")) {
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      try {
        await navigator.share({ title: document.title, url: link.dataset.share || location.href });
      } catch (refusal) {
        if (refusal.name !== "AbortError") location.assign(link.href);
      }
    });
  }
}
