import { expect, signIn, test } from "./fixtures";

test("a report is decided on by keys, which can be switched off", async ({ page }) => {
  await signIn(page, "office");
  await page.goto("/review?kind=product&sort=newest");
  await page.locator(".review-table tbody th a").first().click();
  await expect(page.locator(".keys")).toBeVisible();
  await expect(page.locator("#accept")).toBeDisabled();
  const first = page.url();
  await page.keyboard.press("j");
  await expect(page).not.toHaveURL(first);
  await page.keyboard.press("k");
  await expect(page).toHaveURL(first);

  // A usual reason fills the field and can be edited; what was typed is never replaced.
  const usual = page.locator('[name="usual"]');
  await usual.nth(0).check();
  await expect(page.locator("#reason")).toHaveValue(/đã dùng cho một mốc khác/);
  await usual.nth(1).check();
  await expect(page.locator("#reason")).toHaveValue(/chưa đủ chữ ký/);
  await page.locator("#reason").fill("Thiếu trang 2");
  await usual.nth(2).check();
  await expect(page.locator("#reason")).toHaveValue("Thiếu trang 2");
  // Letters that are typed into a field are letters.
  await page.locator("#reason").press("End");
  await page.keyboard.type(" j k 1 2 n");
  await expect(page).toHaveURL(first);

  await page.locator("h1").click();
  // Held down, a key acts once: it ticks and decides on nothing.
  await page.keyboard.down("1");
  await page.keyboard.down("1");
  await page.keyboard.down("1");
  await page.keyboard.up("1");
  await expect(page).toHaveURL(first);
  await expect(page.locator("#checked")).toBeChecked();
  await page.keyboard.press("1");
  await expect(page.locator(".notice, .notice-line").first()).toContainText("Đã nghiệm thu");
  await expect(page).not.toHaveURL(first);

  await page.locator(".keys input").uncheck();
  const second = page.url();
  await page.keyboard.press("j");
  await page.keyboard.press("1");
  await expect(page.locator("#checked")).not.toBeChecked();
  await expect(page).toHaveURL(second);
  await page.reload();
  await expect(page.locator(".keys input")).not.toBeChecked();
  await page.locator(".keys input").check();
});
