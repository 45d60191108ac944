import { expect, haveSession, test } from "./fixtures";

test("a page comes alive at the first sign of somebody, all of its islands", async ({ browser, server }) => {
  const context = await browser.newContext({ baseURL: server.origin });
  const page = await context.newPage();
  await haveSession(page, "committee");
  await page.goto("/");
  const field = page.locator("#find");
  await field.focus();
  await expect(field).toHaveAttribute("role", "combobox");
  // And all islands of the page after it.
  const alive = () => page.evaluate(() => [...document.querySelectorAll("leptos-island")].map((it) => "isAlive" in it));
  expect((await alive()).length).toBeGreaterThan(1);
  await expect.poll(async () => (await alive()).every(Boolean)).toBe(true);
  await context.close();
});
