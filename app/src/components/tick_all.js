addEventListener("DOMContentLoaded", () => {
  for (const all of document.querySelectorAll("[data-all]")) {
    const boxes = [...all.form.querySelectorAll("[data-plain]:not(:disabled)")];
    all.closest("[hidden]").hidden = false;
    all.addEventListener("change", () => boxes.forEach((it) => (it.checked = all.checked)));
    all.form.addEventListener("change", () => (all.checked = boxes.every((it) => it.checked)));
  }
});
