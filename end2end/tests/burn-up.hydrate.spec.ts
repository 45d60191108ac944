import { expect, signIn, test } from "./fixtures";

test("the burn-up is read by keyboard and pointer", async ({ page }) => {
  await signIn(page, "committee");
  await page.goto("/");
  const slider = page.getByRole("slider");
  await expect(slider).toBeVisible();
  const reading = page.locator("output.reading");
  await slider.focus();
  await page.keyboard.press("Home");
  const first = await slider.getAttribute("aria-valuetext");
  await page.keyboard.press("End");
  const last = await slider.getAttribute("aria-valuetext");
  expect(first).toMatch(/\d/);
  expect(last).not.toBe(first);
  await expect(reading).toHaveText(last!);

  const box = (await slider.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
  await expect(reading).not.toHaveText(last!);
  await expect(reading).toContainText("%");
});
