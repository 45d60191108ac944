import { expect, signIn, test } from "./fixtures";

test("tasks are narrowed by name and by status", async ({ page }) => {
  await signIn(page, "committee");
  await page.goto("/programme");
  const rows = page.locator("tr[data-scope=workstream]");
  const all = await rows.count();
  await page.getByLabel("Tên hoặc mã").fill("kien truc so");
  await page.getByRole("button", { name: "Lọc" }).click();
  await expect(page).toHaveURL(/q=kien\+truc\+so/);
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Khung Kiến trúc số");
  await page.getByRole("link", { name: "Bỏ lọc" }).click();
  await expect(rows).toHaveCount(all);
  await page.getByLabel("Trạng thái").selectOption({ label: "Trễ hạn" });
  await page.getByRole("button", { name: "Lọc" }).click();
  for (const row of await rows.all()) await expect(row).toContainText("Trễ hạn");
});

test("on a phone a task is a card with its deadline, share and status in sight", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "committee");
  await page.goto("/programme");
  for (const row of await page.locator("tr[data-scope=workstream]").all()) {
    for (const name of ["Đơn vị, doanh nghiệp", "Hạn", "Nghiệm thu", "Trạng thái"]) {
      const cell = row.locator(`td[data-label="${name}"]`);
      await expect(cell).toBeVisible();
      const box = (await cell.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(390);
    }
    const link = (await row.getByRole("rowheader").boundingBox())!;
    expect(link.x + link.width).toBeLessThanOrEqual(390);
  }
  for (const region of await page.getByRole("region").all()) {
    expect(await region.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
  }
});
