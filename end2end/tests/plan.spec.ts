import { expect, expectNoAxeViolations, phone, signIn, test } from "./fixtures";

test("the office adds one milestone for all wards, having read what it moves", async ({ page }) => {
  await signIn(page, "office");
  await page.goto("/plan");
  await page.getByRole("link", { name: "Một mốc cho nhiều đơn vị" }).click();
  await page.getByLabel("Hạng mục", { exact: true }).fill("QG11");
  await page.getByLabel("Tên", { exact: true }).fill("Biên bản đối soát sổ giấy");
  await page.getByLabel("Hạn", { exact: true }).fill("31/03/2027");
  await page.getByRole("button", { name: "Xem trước" }).click();
  // What is missing is told, and what was typed stays.
  await expect(page.getByRole("alert")).toContainText("Chọn ít nhất một loại đơn vị");
  await expect(page.getByLabel("Tên", { exact: true })).toHaveValue("Biên bản đối soát sổ giấy");
  await page.getByRole("checkbox", { name: /^Phường/ }).check();
  await page.getByRole("radio", { name: /Doanh nghiệp chủ trì của chính đơn vị/ }).check();
  await page.getByLabel("Số quyết định").fill("MẪU-418");
  await page.getByLabel("Lý do").fill("Kết luận phiên họp");
  await page.getByLabel("Người phê duyệt").fill("Phó Trưởng Ban");
  await page.getByRole("button", { name: "Xem trước" }).click();
  await expect(page.getByRole("heading", { name: "113 dòng sẽ ghi" })).toBeVisible();
  const moves = page.getByRole("row", { name: /^Toàn thành phố, nghiệm thu/ });
  const after = await moves.locator(".after").innerText();
  await expectNoAxeViolations(page);
  // Enter in a field looks once more, and saves nothing.
  await page.getByLabel("Trọng số").press("Enter");
  await expect(page.getByRole("button", { name: "Ghi 113 dòng" })).toBeVisible();
  await page.getByRole("checkbox", { name: /^Đã đọc phần xem trước/ }).check();
  await page.getByRole("button", { name: "Ghi 113 dòng" }).click();
  await expect(page.locator(".notice-line")).toContainText("Đã ghi");
  await page.goto("/campaign");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(after);
});

test("a row of the plan says who changed it, by which decision, also on a phone", async ({ page }) => {
  await page.setViewportSize(phone);
  await signIn(page, "office");
  await page.goto("/units/STP");
  await page.getByRole("link", { name: "Sửa đơn vị" }).click();
  await page.getByLabel("Tên ngắn").fill("Tư pháp");
  await page.getByRole("button", { name: "Xem trước" }).click();
  await expect(page.getByRole("alert")).toContainText("phần Căn cứ");
  await page.getByLabel("Số quyết định").fill("MẪU-12");
  await page.getByLabel("Lý do").fill("Gọi gọn");
  await page.getByLabel("Người phê duyệt").fill("Phó Trưởng Ban");
  await page.getByRole("button", { name: "Xem trước" }).click();
  await expect(page.getByText("Không đổi con số nào hôm nay.")).toBeVisible();
  await page.getByRole("button", { name: "Ghi 1 dòng" }).click();
  await expect(page.getByText("theo MẪU-12, Phó Trưởng Ban: Gọi gọn")).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);
});
