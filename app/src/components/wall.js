(() => {
  const OLD = 600_000, RETRY = 15_000, LOOK = 5_000;
  let renewed = Date.now(), tried = 0, wait = 0, busy = false, next = location.href;

  const sheets = (page) => [...page.querySelectorAll("link[rel=stylesheet]")];
  const among = (all, it) => all.some((one) => one.getAttribute("href") === it.getAttribute("href"));

  const show = (page) => {
    const [now, then] = [document, page].map(sheets);
    for (const it of then.filter((it) => !among(now, it))) {
      it.onload = () => now.filter((one) => !among(then, one)).forEach((one) => one.remove());
      document.head.append(it);
    }
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
  };

  const renew = async () => {
    wait = RETRY;
    const answer = await fetch(next, { cache: "no-store", signal: AbortSignal.timeout(RETRY) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const wall = page.documentElement.classList.contains("wall");
    if (answer.ok && wall) {
      show(page);
      history.replaceState(null, "", answer.url);
      renewed = Date.now();
      const [seconds, after] = (answer.headers.get("Refresh") ?? "").split(/;\s*url=/);
      wait = parseInt(seconds) * 1_000 || RETRY;
      next = new URL(after ?? answer.url, location.href).href;
    } else if (answer.redirected && page.body.classList.contains("signing-in")) {
      location.replace(answer.url);
    } else if (answer.status < 500 && wall) {
      // It may not be shown any more: from the beginning.
      next = new URL("/", location.href).href;
    }
  };

  const look = async () => {
    const now = Date.now();
    if (now < renewed) renewed = now;
    const old = document.querySelector(".picture-old");
    if (old) old.hidden = now - renewed <= OLD;
    if (busy || (now >= tried && now - tried < wait)) return;
    [busy, tried] = [true, now];
    await renew().catch(() => {});
    busy = false;
  };

  addEventListener("load", () => {
    stop();
    look();
    setInterval(look, LOOK);
  });
})();
