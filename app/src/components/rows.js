addEventListener("DOMContentLoaded", () => {
  const rows = [...document.querySelectorAll(":is(table.list, table.databases) tbody tr")];
  const idle = window.requestIdleCallback ?? setTimeout;
  const draw = () => {
    for (const row of rows.splice(0, 6)) row.classList.add("drawn");
    if (rows.length > 0) idle(draw);
  };
  if (matchMedia("(max-width: 620px)").matches) idle(draw);
});
