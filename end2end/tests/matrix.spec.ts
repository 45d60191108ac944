import type { Page } from "@playwright/test";
import { expect, figure, signIn, test } from "./fixtures";

/** The units in the table that a reader sees, in their order. */
async function units(page: Page): Promise<string[]> {
  return page
    .locator('tr[data-scope="unit"]:not([hidden])')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-code")!));
}

test("from the whole city to a kind, to its worst duty", async ({ page, server }) => {
  await signIn(page, "committee");
  await page.goto("/matrix");
  const figures = JSON.parse(await server.command("figures"));
  expect(await figure(page.locator('[data-scope="city"]'), "accepted")).toBe(figures.city.accepted);
  // Departments are open: the first screen has colours.
  expect(await units(page)).toHaveLength(16);

  await page.getByRole("link", { name: /^Phường/ }).last().click();
  await expect(page).toHaveURL(/group=ward/);
  expect(await units(page)).toHaveLength(113);
  // Worst first: the first unit has at least as many late cells as any other.
  const late = await page
    .locator('tr[data-scope="unit"]')
    .evaluateAll((rows) => rows.map((row) => row.querySelectorAll('[data-status="late"]').length));
  expect(late[0]).toBeGreaterThan(0);

  const cell = page.locator('td[data-status="late"] a').first();
  await expect(cell).toHaveAccessibleName(/^.+, .+: Trễ hạn, \d+,\d%$/);
  await cell.click();
  await expect(page).toHaveURL(/\/duties\//);
});

test("the form filters without accents, and is cleared", async ({ page }) => {
  await signIn(page, "committee");
  await page.goto("/matrix");
  await page.getByLabel("Tên hoặc mã đơn vị").fill("so y te");
  await page.getByRole("button", { name: "Lọc" }).click();
  expect(await units(page)).toContain("SYT");
  await page.getByRole("link", { name: "Bỏ lọc" }).click();
  expect(await units(page)).toHaveLength(16);
});

test("a status leaves the units that have it, and colours its cells alone", async ({ page }) => {
  await signIn(page, "committee");
  await page.goto("/matrix?group=commune");
  await page.getByText("Lọc theo khối, cấp").click();
  await page.getByLabel("Trạng thái").selectOption("late");
  await page.getByRole("button", { name: "Lọc" }).click();
  await expect(page).toHaveURL(/group=commune/);
  const background = (status: string) =>
    page
      .locator(`td[data-status="${status}"]`)
      .first()
      .evaluate((cell) => getComputedStyle(cell).backgroundColor);
  expect(await background("late")).not.toBe(await background("on-track"));
  expect(await background("on-track")).toBe(await background("done"));
});

test("head, totals and first column stay in sight", async ({ page }) => {
  await signIn(page, "committee");
  await page.goto("/matrix?all=1");
  const region = page.getByRole("region", { name: "Ma trận đơn vị và cơ sở dữ liệu" });
  await region.evaluate((it) => it.scrollTo(900, 2000));
  const box = (await region.boundingBox())!;
  const total = (await page.locator("tr.total th").boundingBox())!;
  expect(total.x).toBeGreaterThanOrEqual(box.x - 1);
  expect(total.y).toBeGreaterThanOrEqual(box.y - 1);
  expect(total.y).toBeLessThan(box.y + 300);
});
