import type { Page } from "@playwright/test";
import { expect, signIn, test } from "./fixtures";

async function open(page: Page, path: string): Promise<void> {
  await signIn(page, "committee");
  await page.goto(path);
  // The island says so when it lives.
  await expect(page.locator(".matrix-keys > p.sr")).not.toHaveAttribute("hidden", /.*/);
}

/** Where the focus is: the row's unit and the column's place. */
async function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute("href") ?? null);
}

test("arrow keys move between cells and pass over those that do not apply", async ({ page }) => {
  await open(page, "/matrix?group=ward");
  const rows = page.locator('tr[data-scope="unit"]');
  const links = rows.first().locator("a");
  const hrefs = await links.evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  await links.first().focus();
  for (const href of hrefs.slice(1)) {
    await page.keyboard.press("ArrowRight");
    expect(await focused(page)).toBe(href);
  }
  await page.keyboard.press("ArrowRight");
  expect(await focused(page), "stays on the last").toBe(hrefs.at(-1));
  await page.keyboard.press("Home");
  expect(await focused(page)).toBe(hrefs[0]);
  await page.keyboard.press("End");
  expect(await focused(page)).toBe(hrefs.at(-1));

  // Down in a column of databases: the same database of the next unit that has it.
  const first = rows.first().locator('td[data-scope="duty"] a').first();
  const database = (await first.getAttribute("href"))!.split("/").pop()!;
  await first.focus();
  await page.keyboard.press("ArrowDown");
  expect(await focused(page)).toMatch(new RegExp(`/duties/.+/${database}$`));
  expect(await focused(page)).not.toBe(await first.getAttribute("href"));
  await page.keyboard.press("ArrowUp");
  expect(await focused(page)).toBe(await first.getAttribute("href"));
});

test("typing a name leaves what the form would leave", async ({ page }) => {
  test.setTimeout(60_000);
  await open(page, "/matrix?group=ward");
  const shown = () =>
    page
      .locator('tr[data-scope="unit"]:not([hidden])')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-code")!).sort());
  const field = page.getByLabel("Tên hoặc mã đơn vị");
  const instant = new Map<string, string[]>();
  for (const text of ["thu duc", "Đông", "đ", "BÌNH  thạnh", "25747", "không có"]) {
    await field.fill("");
    await field.pressSequentially(text);
    instant.set(text, await shown());
    const left = `${instant.get(text)!.length} đơn vị khớp`;
    await expect(page.locator(".matrix-said")).toContainText(left);
  }
  for (const [text, left] of instant) {
    await page.goto(`/matrix?group=ward&q=${encodeURIComponent(text)}`);
    expect(await shown(), text).toEqual(left);
  }
});

test("where no unit is in the table, typing says what the form does", async ({ page }) => {
  await open(page, "/matrix");
  await page.getByLabel("Tên hoặc mã đơn vị").pressSequentially("y te");
  await expect(page.locator(".matrix-said")).toContainText("Bấm Lọc");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=y\+te/);
  await expect(page.locator('tr[data-code="SYT"]')).toBeVisible();
});
