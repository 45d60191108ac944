{
  const typed = () =>
    [...document.querySelectorAll('main form[method="post"]:not([data-kept])')]
      .filter((form) => form.elements.submission)
      .flatMap((form) => [...form.elements])
      .some((it) => /^(textarea|text)$/.test(it.type) && it.value !== it.defaultValue);
  let sent = false;
  addEventListener("submit", (event) => {
    // A search or another language takes what is typed along as a link does; what is opened in a
    // tab of its own leaves this page where it is.
    const { elements, target } = event.target;
    sent = Boolean(elements.submission) && !event.submitter?.formTarget && !target;
  });
  addEventListener("pageshow", () => (sent = false));
  addEventListener("beforeunload", (event) => {
    if (!sent && typed()) event.preventDefault();
  });
}
