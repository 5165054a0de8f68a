// Opens, where the screen has room, what is folded on a phone: <details data-unfold="(min-width: 70em)">.

for (const details of document.querySelectorAll("details[data-unfold]")) {
  const room = matchMedia(details.dataset.unfold);
  const follow = () => {
    details.open = room.matches;
    details.dataset.unfolded = "";
  };
  follow();
  room.addEventListener("change", follow);
}
