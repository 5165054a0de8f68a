// Offers suggestions below a field while one types: <form data-suggestions="the address that gives them">.

const REST = 150; // milliseconds without a letter before asking
const SHORTEST = 2;

for (const form of document.querySelectorAll("form[data-suggestions]")) {
  const field = form.querySelector("input[type=search]");
  const list = form.querySelector("[role=listbox]");
  const told = form.querySelector("[role=status]");
  let options = [];
  let chosen = -1;
  let waiting = 0;
  let asking = new AbortController();

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);

  const choose = (number) => {
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = number;
    const option = options[chosen];
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  };

  const close = () => {
    clearTimeout(waiting);
    asking.abort();
    choose(-1);
    options = [];
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    told.textContent = "";
  };

  const open = () => {
    options = [...list.querySelectorAll("[role=option]")];
    options.forEach((option, number) => (option.id = `${list.id}-${number}`));
    const any = options.length > 0;
    list.hidden = !any;
    field.setAttribute("aria-expanded", String(any));
    told.textContent = any ? list.querySelector("[data-told]").dataset.told : "";
  };

  const ask = async (typed) => {
    asking = new AbortController();
    const { signal } = asking;
    try {
      const response = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(typed)}`, { signal });
      const offered = response.ok ? await response.text() : "";
      if (signal.aborted) return;
      choose(-1);
      list.innerHTML = offered;
      open();
    } catch {
      // The server is not reached, or another letter was typed: one searches without suggestions.
      if (!signal.aborted) close();
    }
  };

  const take = (option) => {
    if (!option.dataset.question) return location.assign(option.href);
    field.value = option.dataset.question;
    close();
    form.requestSubmit();
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    asking.abort();
    choose(-1);
    const typed = field.value.trim();
    if (typed.length < SHORTEST) return close();
    waiting = setTimeout(() => ask(typed), REST);
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const last = options.length - 1;
    if (event.key === "ArrowDown") choose(chosen < last ? chosen + 1 : -1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? last : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) take(options[chosen]);
    else return;
    event.preventDefault();
  });

  // A pressed button takes the focus: the field keeps it, until the option is followed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-question]");
    if (!option || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    take(option);
  });
  form.addEventListener("submit", close);
  field.addEventListener("blur", close);
}
