addEventListener("DOMContentLoaded", () => {
  const find = (selector) => document.querySelector(selector);
  const [tick, accept, reason, list] = ["#checked", "#accept", "#reason", ".keys"].map(find);

  const wake = () => {
    if (tick && accept) accept.disabled = !tick.checked;
  };
  tick?.addEventListener("change", wake);
  addEventListener("pageshow", wake);

  const usual = [...document.querySelectorAll('[name="usual"]')];
  const words = usual.map((it) => it.dataset.words);
  for (const it of usual) {
    it.addEventListener("change", () => {
      if (!reason.value || words.includes(reason.value)) reason.value = it.dataset.words;
    });
  }

  if (!list) return;
  const on = list.querySelector("input");
  list.hidden = false;
  on.checked = localStorage.getItem("keys") !== "off";
  on.addEventListener("change", () => localStorage.setItem("keys", on.checked ? "on" : "off"));

  const acts = {
    j: () => find("[rel=next]")?.click(),
    k: () => find("[rel=prev]")?.click(),
    n: () => find("#later")?.click(),
    // Only of the report on the screen, and beside it.
    o: () => {
      const it = find(".of-this a");
      if (it) window.open(it.href, "_blank", "noopener");
    },
    1: () => {
      if (!tick || tick.checked) return accept?.click();
      tick.checked = true;
      wake();
      accept.focus();
    },
    2: () => (usual.find((it) => it.checked) ?? usual[0] ?? reason)?.focus(),
    "?": () => list.scrollIntoView(),
  };
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !on.checked) return;
    // A key that is held down decides on nothing.
    if (event.repeat) return;
    const act = acts[event.key.toLowerCase()];
    if (act) {
      event.preventDefault();
      act();
    }
  });
});
