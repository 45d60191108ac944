import type { Page } from "@playwright/test";
import { expect, expectNoAxeViolations, signIn, test } from "./fixtures";

// What the table does while somebody works in it with the keyboard alone.

/** Presses keys and counts them. */
class Keys {
  count = 0;

  constructor(private readonly page: Page) {}

  async press(key: string): Promise<void> {
    this.count += 1;
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    for (const letter of text) await this.press(letter);
  }
}

/** The cell that has the focus, by its name. */
const here = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute("name") ?? "");

const row = (page: Page, code: string) => page.locator(`tbody[data-indicator="${code}"]`);

const codeOf = (cell: string) => cell.slice(cell.indexOf(".") + 1);

/** Puts a text on the clipboard of an event, as a spreadsheet does. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

async function opened(page: Page): Promise<void> {
  await signIn(page, "member.syt");
  await page.goto("/measure");
  // What another test has typed is kept as the unit's draft.
  const discard = page.getByRole("button", { name: "Bỏ bản nháp" });
  if (await discard.count()) {
    await discard.click();
    await page.getByRole("button", { name: "Bỏ hẳn" }).click();
    await expect(page.locator(".notice")).toContainText("Đã bỏ bản nháp");
  }
  await expect(page.locator(".table-said kbd").first()).toBeVisible();
}

test("ten indicators are measured by keyboard alone, in less than three minutes", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await opened(page);
  await expectNoAxeViolations(page);
  const began = Date.now();
  const keys = new Keys(page);
  await page.locator("tbody[data-indicator] .num").first().focus();
  const measured: string[] = [];
  for (let n = 0; n < 10; n += 1) {
    const cell = await here(page);
    measured.push(codeOf(cell));
    if (n === 3) {
      // What has not changed is one key.
      await keys.press("k");
      continue;
    }
    if (cell.startsWith("v.")) {
      await keys.type("95,5");
    } else {
      expect(cell).toMatch(/^n\./);
      await keys.type("9310");
      await keys.press("Tab");
      await keys.type("9800");
    }
    await keys.press("Enter");
  }
  expect(new Set(measured).size, "Enter goes to the next row").toBe(10);
  expect(keys.count).toBeLessThanOrEqual(100);
  const all = await page.locator("tbody[data-indicator]").count();
  const rest = all - 10;
  await expect(page.locator(".table-said")).toContainText(`10 đã nhập, ${rest} còn trống.`);
  await expect(page.getByRole("button", { name: `Gửi 10 chỉ tiêu, để trống ${rest}` })).toBeVisible();
  await expect(row(page, measured[0] ?? "").locator(".rd")).toContainText("9 nghìn 310 trên 9 nghìn 800");
  await expect(row(page, measured[3] ?? "").locator('[name^="same."]')).toBeChecked();
  // All of it is kept by itself, and stands there when the page is opened again.
  await expect(page.locator(".kept")).toContainText("Đã lưu nháp", { timeout: 30_000 });
  expect(Date.now() - began).toBeLessThan(180_000);
  await page.locator("#no_secrets").check();
  await expect(page.locator(".rd").first()).not.toContainText("đang đọc");
  await expectNoAxeViolations(page);
});

test("arrows keep the column, and a mistake is told once its row is left", async ({ page }) => {
  await opened(page);
  const first = page.locator('tbody[data-indicator] [name^="d."]').first();
  await first.focus();
  const code = codeOf(await here(page));
  await page.keyboard.press("ArrowDown");
  expect(await here(page)).toMatch(/^d\./);
  expect(codeOf(await here(page))).not.toBe(code);
  await page.keyboard.press("ArrowUp");
  expect(await here(page)).toBe(`d.${code}`);

  // One of two cells: nobody is told off before the other could be typed.
  await page.keyboard.type("9800");
  await expect(row(page, code).locator(".rd")).toContainText("đang đọc");
  await page.waitForTimeout(900);
  await expect(row(page, code).locator(".rd")).not.toContainText("Thiếu một ô");
  await page.keyboard.press("ArrowDown");
  await expect(row(page, code).locator(".rd")).toContainText("Thiếu một ô");
  await expect(page.locator(`#n-${code}`)).toHaveAttribute("aria-invalid", "true");
  await page.locator(`#n-${code}`).fill("9.310");
  await expect(row(page, code).locator(".rd")).toContainText("95,0%");
  await expect(page.locator(`#n-${code}`)).not.toHaveAttribute("aria-invalid", "true");
});

test("a block of a spreadsheet fills cells to the right and down, all or nothing", async ({ page }) => {
  await opened(page);
  const pairs = await page.locator("tbody[data-indicator]").evaluateAll((rows) =>
    rows.map((it) => it.querySelectorAll(".num").length),
  );
  const at = pairs.findIndex((cells, n) => cells === 2 && pairs[n + 1] === 2);
  expect(at).toBeGreaterThanOrEqual(0);
  const cells = page.locator("tbody[data-indicator]").nth(at).locator(".num");
  const below = page.locator("tbody[data-indicator]").nth(at + 1).locator(".num");
  await cells.first().fill("77");
  await cells.first().focus();
  await paste(page, "9.310\t9.800\r\n11,5\t12000\r\n");
  await expect(cells.first()).toHaveValue("9.310");
  await expect(cells.last()).toHaveValue("9.800");
  await expect(below.last()).toHaveValue("12000");
  await expect(page.locator(".table-said")).toContainText("Đã dán vào 4 ô.");
  const reads = page.locator("tbody[data-indicator] .rd");
  await expect(reads.nth(at)).toContainText("9 nghìn 310 trên 9 nghìn 800");
  await expect(reads.nth(at + 1)).toContainText("Phải là số nguyên");
  await page.getByRole("button", { name: "Trả lại số trước khi dán" }).click();
  await expect(cells.first()).toHaveValue("77");
  await expect(below.last()).toHaveValue("");

  // What finds no cell is not dropped: nothing is pasted.
  await cells.first().focus();
  await paste(page, "1\t2\t3\n4\t5\t6");
  await expect(page.locator(".table-said")).toContainText("Chưa dán gì: 2 số không có ô để vào");
  await expect(cells.first()).toHaveValue("77");
  // Below the last row neither.
  await paste(page, Array(500).fill("1").join("\n"));
  await expect(page.locator(".table-said")).toContainText("Chưa dán gì");
  await expect(cells.first()).toHaveValue("77");
});
