addEventListener("DOMContentLoaded", () => {
  for (const it of document.querySelectorAll(".print")) {
    it.hidden = false;
    it.addEventListener("click", () => print());
  }
});
