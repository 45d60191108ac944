import { expect, signIn, test } from "./fixtures";

test("two days are compared, and a number leads to what it counts", async ({ page }) => {
  await signIn(page, "committee");
  await page.goto("/compare");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("nghiệm thu");
  await page.getByLabel("Từ ngày").fill("31/02/2026");
  await page.getByRole("button", { name: "So sánh", exact: true }).click();
  await expect(page.getByLabel("Từ ngày")).toHaveValue("31/02/2026");
  await expect(page.getByLabel("Từ ngày")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Từ ngày").fill("30/10/2026");
  await page.getByRole("button", { name: "So sánh", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Từ 30/10");
  const cell = page.locator(".moves .worse a").first();
  const number = (await cell.textContent())!.trim();
  await cell.click();
  await expect(page.getByRole("heading", { level: 2 }).first()).toContainText(`${number} nhiệm vụ`);
  await expect(page.locator(".turned")).toHaveAttribute("data-total", number.replace(".", ""));
});

test("a unit is followed and a list kept, and both stand first", async ({ page }) => {
  await signIn(page, "office");
  await page.goto("/units/SYT");
  await page.getByRole("button", { name: "Theo dõi", exact: true }).click();
  await expect(page.getByRole("button", { name: "Bỏ theo dõi" })).toBeVisible();
  await page.goto("/units?bloc=government");
  await page.getByText("Giữ cách xem này").click();
  await page.getByLabel("Tên", { exact: true }).fill("khối chính quyền");
  await page.getByRole("button", { name: "Giữ", exact: true }).click();
  await expect(page.locator("#kept")).toContainText("khối chính quyền");
  for (const name of [/^Bỏ: khối/, /^Bỏ: Sở Y tế/]) {
    await page.getByRole("button", { name }).click();
  }
  await expect(page.locator("#kept")).toContainText("Chưa giữ gì");
});

test("a link to a view carries its day", async ({ page, context, javaScriptEnabled }) => {
  await signIn(page, "committee");
  await page.goto("/units");
  const link = page.getByRole("link", { name: "Sao chép liên kết" });
  if (!javaScriptEnabled) {
    await link.click();
    expect(new URL(page.url()).searchParams.get("as_of")).toMatch(/^\d{4}-\d\d-\d\d$/);
    return;
  }
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await link.click();
  await expect(page.getByText("Đã sao chép liên kết")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/\/units\?as_of=\d{4}-\d\d-\d\d$/);
  expect(new URL(page.url()).search).toBe("");
});
