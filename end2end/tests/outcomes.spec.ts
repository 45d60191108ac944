import { expect, figure, signIn, test } from "./fixtures";

test("the list answers whether satisfaction is measured, then opens a database", async ({ page }) => {
  await signIn(page, "committee");
  await page.goto("/outcomes");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("hài lòng");
  const row = page.locator('[data-scope="database"]').first();
  const share = await figure(row, "measured");
  expect(share).toBeGreaterThanOrEqual(0);
  expect(share).toBeLessThanOrEqual(1);

  const link = row.getByRole("rowheader").getByRole("link");
  const name = (await link.textContent())!;
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  await page.locator('[data-scope="indicator"] a').first().click();
  await expect(page).toHaveURL(/\/outcomes\/KQ-/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/Đo được|Chưa đo/);
});

test("a list of indicators is narrowed by its form", async ({ page }) => {
  await signIn(page, "committee");
  await page.goto("/outcomes");
  await page.getByLabel("Tên đơn vị hoặc chỉ tiêu").fill("so y te");
  await page.getByLabel("Trạng thái").selectOption({ label: "Chưa xác minh" });
  await page.getByRole("button", { name: "Lọc" }).click();
  await expect(page).toHaveURL(/q=so\+y\+te/);
  const statuses = page.locator("tr[data-scope=indicator] [data-status]");
  for (const status of await statuses.all()) {
    await expect(status).toHaveAttribute("data-status", "unverified");
  }
});

test("one outcome shows its trend, the six criteria and every value with its source", async ({
  page,
}) => {
  await signIn(page, "head.syt");
  await page.goto("/outcomes/KQ-SYT-QG09");
  await expect(page.getByRole("img", { name: /Biểu đồ xu hướng/ }).first()).toBeAttached();
  await expect(page.locator("[data-criterion]")).toHaveCount(6);
  await page.getByText("Xem bảng số liệu").click();
  const table = page.getByRole("region", { name: "Số liệu của biểu đồ" });
  await expect(table.getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("region", { name: "Các lần đo" })).toContainText("Số liệu mẫu");

  // A criterion has a page of its own.
  await page.locator('[data-criterion="du"]').getByRole("link").click();
  await expect(page).toHaveURL(/TC-SYT-QG09-du/);
});

test("a company finds no figure of the campaign", async ({ page }) => {
  await signIn(page, "partner.viettel");
  expect((await page.goto("/outcomes/CT02"))?.status()).toBe(404);
  await page.goto("/outcomes");
  await expect(page.locator(".outcome-strip")).toHaveCount(0);
});
