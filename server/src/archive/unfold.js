"use strict";
{
  const kept = new Map();
  for (const it of document.querySelectorAll("script[data-at]")) kept.set(it.dataset.at, it);
  const place = document.getElementById("page");
  const unpack = (it) => {
    const bytes = Uint8Array.from(atob(it.textContent), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  };
  const give = async (it) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([await unpack(it)], { type: "text/csv" }));
    link.download = it.dataset.title;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const show = async () => {
    const at = decodeURI(location.hash.slice(1)) || "/";
    const it = kept.get(at);
    if (!it || it.dataset.kind !== "page") return;
    place.innerHTML = await unpack(it);
    document.title = it.dataset.title;
    scrollTo(0, 0);
    for (const link of document.querySelectorAll("nav a")) {
      const here = link.getAttribute("href") === "#" + at;
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener("hashchange", show);
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const at = link.getAttribute("href").slice(1);
    const it = kept.get(at);
    if (it && it.dataset.kind === "table") {
      event.preventDefault();
      give(it);
    } else if (!it) {
      // A place on the page that is shown.
      event.preventDefault();
      document.getElementById(at)?.scrollIntoView();
    }
  });
  if (location.hash.length > 1) show();
}
