// In the editor: what is sent while a draft saves itself waits until it is saved.
// Sent at once, it would be a second creation of the same page, refused for its address.

const INDICATOR = "#w-autosave-indicator";
const ENDS = ["w-autosave:success", "w-autosave:error"];
// A draft that does not end saving does not hold what a person asks for.
const LONGEST = 10_000;

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    const indicator = document.querySelector(INDICATOR);
    if (!form.matches("[data-controller~=w-autosave]") || !indicator) return;
    if (indicator.dataset.wAutosaveStateValue !== "saving") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    let timer = null;
    const send = () => {
      clearTimeout(timer);
      for (const end of ENDS) document.removeEventListener(end, send);
      // Its button is disabled by now, and would not be sent; by then the form has its new address.
      setTimeout(() => {
        if (submitter?.name) form.append(hidden(submitter));
        form.requestSubmit();
      });
    };
    for (const end of ENDS) document.addEventListener(end, send);
    timer = setTimeout(() => {
      indicator.dataset.wAutosaveStateValue = "paused";
      send();
    }, LONGEST);
  },
  { capture: true },
);

function hidden({ name, value }) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}
