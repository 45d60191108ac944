import type { Page } from "@playwright/test";
import { expect, signIn, test } from "./fixtures";

/** The questions of a meeting: each answered in two clicks or fewer from the overview. */
async function overview(page: Page): Promise<void> {
  await signIn(page, "committee");
  await page.goto("/");
}

test("which databases are behind, and why", async ({ page }) => {
  await overview(page);
  await page.getByRole("navigation").first().getByRole("link", { name: "Cơ sở dữ liệu" }).click();
  await expect(page.locator("h1")).toContainText(/\d+ trên 60 cơ sở dữ liệu chậm kế hoạch/);
  const worst = page.locator("table.databases tbody tr").first();
  await expect(worst.locator(".why")).toContainText(/(chưa báo cáo|chưa bàn giao|chưa được nghiệm thu)/);
  const code = await worst.getAttribute("data-code");
  await worst.getByRole("link").first().click();
  await expect(page).toHaveURL(new RegExp(`/databases/${code}$`));
  await expect(page.locator(".pace")).toContainText("Nguyên nhân:");
  await expect(page.locator("table.holders tbody tr").first()).toContainText("điểm");
});

test("which wards are silent", async ({ page }) => {
  await overview(page);
  await page.locator(".rest a[href*='silent=1&kind=']").first().click();
  await expect(page.locator("h1")).toContainText("30 ngày qua không báo cáo, không gửi số đo");
  const last = page.locator("table.unit-table tbody tr").first();
  await expect(last).toContainText(/(\d+ ngày trước|chưa lần nào)/);
  expect(await page.locator('[data-scope="unit"]').count()).toBeGreaterThan(0);
});

test("what does VNPT owe this month", async ({ page }) => {
  await overview(page);
  await page.locator("main").getByRole("link", { name: "VNPT", exact: true }).first().click();
  await expect(page).toHaveURL(/\/partners\/VNPT$/);
  await expect(page.getByText(/tháng này|trong tháng/).first()).toBeVisible();
});

test("is satisfaction measured, and where", async ({ page }) => {
  await overview(page);
  // Answered without a click, and explained with one.
  const people = page.locator("main").getByRole("link", { name: "Mức độ hài lòng của người dân" }).first();
  await expect(people).toBeVisible();
  await people.click();
  await expect(page).toHaveURL(/\/outcomes\/CT04$/);
});

test("what got worse since last week", async ({ page }) => {
  await overview(page);
  const turned = page.locator(".rest a[href^='/compare']").first();
  const told = Number((await turned.innerText()).match(/\d+/)![0]);
  await turned.click();
  const all = page.getByRole("link", { name: `Tất cả ${told}`, exact: true });
  await expect(page.getByRole("heading", { name: `${told} nhiệm vụ xấu đi` })).toBeVisible();
  await all.first().click();
  await expect(page.locator(".turned")).toHaveAttribute("data-total", String(told));
});

test("who must act this week", async ({ page }) => {
  await overview(page);
  const first = page.locator(".pressing li").first();
  await expect(first).toContainText(/(quá|chờ) \d+/);
  await expect(first).toContainText("điểm nếu xong");
  await first.locator("a[href^='/duties/']").click();
  await expect(page).toHaveURL(/\/duties\/\w+\/\w+(#m-.+)?$/);
  // What waits for a decision stands on a line of its own, which is unfolded.
  const line = decodeURIComponent(new URL(page.url()).hash.slice(1));
  if (line) await expect(page.locator(`[id="${line}"]`)).toBeVisible();
});
