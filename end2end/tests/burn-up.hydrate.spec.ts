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
  for (const part of last!.split(/: |, /)) await expect(reading).toContainText(part);

  const box = (await slider.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
  await expect(reading).not.toContainText(last!.split(":")[0]!);
  await expect(reading).toContainText("%");
  await expect(reading).toBeInViewport({ ratio: 1 });
  // Beside the pointer, within the chart.
  const said = (await reading.boundingBox())!;
  expect(said.x).toBeGreaterThanOrEqual(box.x);
  expect(said.x + said.width).toBeLessThanOrEqual(box.x + box.width + 1);
  expect(Math.abs(said.x - (box.x + box.width * 0.3))).toBeLessThan(60);
  expect(said.y + said.height).toBeLessThanOrEqual(box.y + box.height + 1);
});
