{
  const typed = () =>
    [...document.querySelectorAll('main form[method="post"]:not([data-kept])')]
      .filter((form) => form.elements.submission)
      .flatMap((form) => [...form.elements])
      .some((it) => /^(textarea|text)$/.test(it.type) && it.value !== it.defaultValue);
  let sent = false;
  addEventListener("submit", (event) => {
    // What is opened in a tab of its own leaves this one.
    sent = !event.submitter?.formTarget && !event.target.target;
  });
  addEventListener("pageshow", () => (sent = false));
  addEventListener("beforeunload", (event) => {
    if (!sent && typed()) event.preventDefault();
  });
}
