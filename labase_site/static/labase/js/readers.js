// Tells how many people an answer makes while it is given: <form data-readers="the address that counts">.

const REST = 600; // milliseconds without a change before asking

for (const form of document.querySelectorAll("form[data-readers]")) {
  const told = form.querySelector("[data-readers-count]");
  let waiting = 0;
  let asked = 0;

  const count = async () => {
    const question = ++asked;
    const response = await fetch(form.dataset.readers, { method: "POST", body: new FormData(form) });
    // A later answer was asked for meanwhile, or the server has none: what stands is not wrong.
    if (question !== asked || !response.ok) return;
    told.textContent = (await response.json()).text;
  };

  const countSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => count().catch(() => (told.textContent = "")), REST);
  };

  form.addEventListener("input", countSoon);
  countSoon();
}
