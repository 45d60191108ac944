import { expect, expectNoAxeViolations, signIn, test } from "./fixtures";

test("a company hands one report over for all milestones of one name", async ({ page }) => {
  await signIn(page, "partner.vnpt");
  await page.goto("/work");
  await page.getByRole("link", { name: /^Gửi chung một báo cáo cho \d+ mốc/ }).first().click();
  const ticks = page.locator('.together input[type="checkbox"]');
  const ticked = await page.locator(".together input:checked").count();
  expect(ticked).toBeGreaterThan(0);
  await expectNoAxeViolations(page);
  await page.locator("#produced").fill("Kết nối đã kiểm thử ở từng phường");
  await page.locator("#document_number").fill("31/BB-VNPT");
  await page.locator("#document_day").fill("hôm nay");
  await page.locator("#link").fill("luutru.example/31.pdf");
  await page.locator("#no_secrets").check();
  await page.getByRole("button", { name: "Gửi nghiệm thu" }).last().click();
  await expect(page.locator(".notice")).toContainText(`Cùng lúc đã gửi ${ticked} mốc khác`);
  expect(await ticks.count()).toBe(0);
});
