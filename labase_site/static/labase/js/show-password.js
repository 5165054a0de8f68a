// Offers to show what is typed in a password field: <div data-show-password="id of the field" hidden>.

for (const choice of document.querySelectorAll("[data-show-password]")) {
  const field = document.getElementById(choice.dataset.showPassword);
  const box = choice.querySelector("input");
  const follow = () => {
    field.type = box.checked ? "text" : "password";
  };
  box.checked = false;
  box.addEventListener("change", follow);
  // Sent as a password again, so that the browser neither keeps nor suggests it as a text.
  field.form.addEventListener("submit", () => {
    field.type = "password";
  });
  choice.hidden = false;
}
