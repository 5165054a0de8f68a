// Shows the fiches that are near to a title, below it, while one types: <input data-near-fiches="the address that gives them">.

const REST = 400; // milliseconds without a letter before asking
const SHORTEST = 4;

for (const field of document.querySelectorAll("input[data-near-fiches]")) {
  const place = document.createElement("div");
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  told.className = "visually-hidden w-sr-only";
  field.closest("[data-field-wrapper], .field").after(told, place);
  let asked = "";
  let waiting = 0;
  let asking = new AbortController();

  const show = (found) => {
    place.innerHTML = found;
    const words = place.querySelector("[data-told]")?.dataset.told ?? "";
    if (told.textContent !== words) told.textContent = words;
  };

  const ask = async () => {
    asking = new AbortController();
    const { signal } = asking;
    const address = new URL(field.dataset.nearFiches, location.href);
    address.searchParams.set("titre", asked);
    try {
      const response = await fetch(address, { signal });
      // Who has signed out meanwhile is led elsewhere: that is no answer.
      const found = response.ok && !response.redirected ? await response.text() : "";
      if (!signal.aborted) show(found);
    } catch {
      // The server is not reached, or another letter was typed: one writes without being told.
      if (!signal.aborted) show("");
    }
  };

  const look = () => {
    const typed = field.value.trim();
    if (typed === asked) return;
    asked = typed;
    clearTimeout(waiting);
    asking.abort();
    if (typed.length < SHORTEST) return show("");
    waiting = setTimeout(ask, REST);
  };

  field.addEventListener("input", look);
  look();
}
