import { expect, signIn, test } from "./fixtures";

test("the trend is read by keyboard and pointer", async ({ page }) => {
  await signIn(page, "committee");
  await page.goto("/outcomes/KQ-SYT-QG09");
  const slider = page.getByRole("slider");
  await expect(slider).toBeVisible();
  const reading = page.locator("output.reading");
  await slider.focus();
  await page.keyboard.press("Home");
  const first = await slider.getAttribute("aria-valuetext");
  await page.keyboard.press("End");
  const last = await slider.getAttribute("aria-valuetext");
  expect(first).toMatch(/đo được \d/);
  expect(last).toMatch(/lộ trình \d/);
  expect(last).not.toBe(first);
  for (const part of last!.split(/: |, /)) await expect(reading).toContainText(part);
});
