import { expect, expectNoAxeViolations, signIn, test } from "./fixtures";

test("a day is chosen by keyboard alone, and goes into the field and the address", async ({ page }) => {
  await signIn(page, "committee");
  await page.goto("/units?as_of=2026-09-30");
  const field = page.locator("#as_of");
  await expect(field).toHaveValue("30/09/2026");
  const button = page.locator(".as-of .day-button");
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".calendar")).toContainText("Tháng 9 2026");
  await expect(page.locator(".calendar button:focus")).toHaveAttribute("aria-label", "30/09/2026");
  await expectNoAxeViolations(page);
  await page.keyboard.press("ArrowUp");
  await expect(page.locator(".calendar button:focus")).toHaveAttribute("aria-label", "23/09/2026");
  await page.keyboard.press("PageUp");
  await expect(page.locator(".calendar button:focus")).toHaveAttribute("aria-label", "23/08/2026");
  await page.keyboard.press("Escape");
  await expect(page.locator(".calendar")).toHaveCount(0);
  await expect(button).toBeFocused();
  await expect(field).toHaveValue("30/09/2026");
  await button.click();
  await page.locator(".calendar button[aria-label='07/09/2026']").click();
  await expect(field).toHaveValue("07/09/2026");
  await field.press("Enter");
  await expect(page).toHaveURL(/\/units\?as_of=2026-09-07$/);
});

test("the calendar of a form fills its field, and days to come of figures are not offered", async ({ page }) => {
  await signIn(page, "committee");
  await page.goto("/units");
  await page.locator(".as-of .day-button").click();
  const off = page.locator(".calendar button:disabled");
  await page.keyboard.press("ArrowRight");
  // No day after today: the focus stays.
  const today = await page.locator("#as_of").inputValue();
  await expect(page.locator(".calendar button:focus")).toHaveAttribute("aria-label", today);
  expect(await off.count()).toBeGreaterThanOrEqual(0);
});

test("a day of a survey is chosen from its calendar, inside the table", async ({ page }) => {
  await signIn(page, "office");
  for (const width of [1440, 820]) {
    await page.setViewportSize({ width, height: 1000 });
    await page.goto("/measure");
    await page.locator(".ms-survey .day-button").first().click();
    const calendar = await page.locator(".calendar").boundingBox();
    const last = await page.locator(".calendar tbody tr:first-child td").last().boundingBox();
    expect(last!.x + last!.width).toBeLessThanOrEqual(calendar!.x + calendar!.width);
    const day = page.locator(".calendar tbody button").nth(9);
    const told = await day.getAttribute("aria-label");
    await day.click();
    await expect(page.locator(".ms-survey .ms-day input").first()).toHaveValue(told!);
  }
});

test("on a phone the calendar is reached by a finger and axe finds nothing, dark too", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ colorScheme: "dark" });
  await signIn(page, "committee");
  await page.goto("/units");
  await page.locator(".as-of .day-button").click();
  const day = page.locator(".calendar tbody button").first();
  const box = await day.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  await expectNoAxeViolations(page);
});
