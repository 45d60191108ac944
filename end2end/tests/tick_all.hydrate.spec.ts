import { expect, signIn, test } from "./fixtures";

test("one box ticks all that carry no sign, and says when all are ticked", async ({ page }) => {
  await signIn(page, "office");
  await page.goto("/review");
  const all = page.locator(".plans [data-all]");
  const ready = page.locator('.plans [name="plan"]:enabled');
  const ticked = page.locator('.plans [name="plan"]:checked');
  await expect(ticked).toHaveCount(0);
  await all.check();
  await expect(ticked).toHaveCount(await ready.count());
  await ready.first().uncheck();
  await expect(all).not.toBeChecked();
  await ready.first().check();
  await expect(all).toBeChecked();
  await all.uncheck();
  await expect(ticked).toHaveCount(0);

  await page.goto("/review?list=values");
  await page.locator(".values-form [data-all]").check();
  await expect(page.locator('.values-form [name="value"]:not([data-plain]):checked')).toHaveCount(0);
  await expect(page.locator('.values-form [name="value"][data-plain]:enabled:not(:checked)')).toHaveCount(0);
});
