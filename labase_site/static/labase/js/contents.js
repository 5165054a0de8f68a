// Marks, in a list of contents, the part that is being read: <details data-contents>.

const READING_LINE = 0.3; // of the height of the screen, from its top

for (const contents of document.querySelectorAll("[data-contents]")) {
  const links = [...contents.querySelectorAll('a[href^="#"]')];
  const parts = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));

  const mark = () => {
    const line = innerHeight * READING_LINE;
    const atTheEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const passed = parts.filter((part) => part && part.getBoundingClientRect().top <= line).length;
    const current = atTheEnd ? links.length - 1 : passed - 1;
    links.forEach((link, place) => {
      if (place === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
  };

  let waiting = false;
  const markSoon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  };

  addEventListener("scroll", markSoon, { passive: true });
  addEventListener("resize", markSoon, { passive: true });
  mark();

  // On a phone the list folds again once a part was chosen.
  contents.addEventListener("click", (event) => {
    const unfolded = contents.dataset.unfold && matchMedia(contents.dataset.unfold).matches;
    if (event.target.closest("a") && contents.open && !unfolded) contents.open = false;
  });
}
