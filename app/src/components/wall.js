(() => {
  const OLD = 600_000, RETRY = 15_000, LOOK = 5_000;
  let renewed = Date.now(), tried = 0, wait = 0, busy = false;

  const show = (page) => {
    const [now, then] = [document, page].map((it) => it.querySelector("link[rel=stylesheet]"));
    if (now && then && now.getAttribute("href") !== then.getAttribute("href")) {
      then.onload = () => now.remove();
      document.head.append(then);
    }
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
  };

  const renew = async () => {
    wait = RETRY;
    const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(RETRY) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.status < 500 && page.documentElement.classList.contains("wall")) {
      show(page);
      renewed = Date.now();
      wait = parseInt(answer.headers.get("Refresh")) * 1_000 || RETRY;
    } else if (answer.redirected && page.body.classList.contains("signing-in")) {
      location.replace(answer.url);
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
