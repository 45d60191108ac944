((script, program) => {
  const signs = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin", "click"];
  const free = () =>
    new Promise((go) => ("requestIdleCallback" in window ? requestIdleCallback(go, { timeout: 100 }) : setTimeout(go)));
  let pressed;

  const wake = async (event) => {
    const button = event.type === "click" && event.target.closest?.("leptos-island button[type=button]");
    if (button && !button.closest("leptos-island").isAlive) pressed = button;
    if (wake.begun) return;
    wake.begun = true;
    const it = await import(script);
    await it.default({ module_or_path: program });
    it.hydrate();
    for (const island of document.querySelectorAll("leptos-island")) {
      await free();
      island.parentElement.closest("leptos-children")?.$$on_hydrate?.();
      await it[island.dataset.component](island);
      island.isAlive = true;
    }
    for (const sign of signs) removeEventListener(sign, wake, true);
    pressed?.click();
  };

  for (const sign of signs) addEventListener(sign, wake, { capture: true, passive: true });
  addEventListener("load", (event) => setTimeout(wake, 8_000, event));
})
