import type { Page } from "@playwright/test";
import { expect, expectNoAxeViolations, person, phone, signIn, test } from "./fixtures";

// Three indicators of a unit, measured on a telephone, looked over, sent, and decided on at the
// desk; with and without JavaScript.

/** Rows whose value is two counts and of which none waits. */
async function rows(page: Page): Promise<string[]> {
  const all = page.locator("tbody[data-indicator]").filter({ has: page.locator('[name^="n."]') });
  const free = all.filter({ hasNot: page.locator('[name="withdraw"]') });
  const codes = await free.evaluateAll((found) =>
    found.map((row) => row.getAttribute("data-indicator") ?? ""),
  );
  expect(codes.length).toBeGreaterThanOrEqual(3);
  return codes.slice(0, 3);
}

const row = (page: Page, code: string) => page.locator(`tbody[data-indicator="${code}"]`);

test("three indicators are measured on a telephone and decided on at the desk", async ({
  page,
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize(phone);
  await signIn(page, "member.syt");
  await page.goto("/measure");
  await expect(page.locator("h1")).toContainText("chỉ tiêu");
  await expectNoAxeViolations(page);
  // Nothing is wider than the screen.
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(phone.width);

  const [first = "", second = "", third = ""] = await rows(page);
  await page.locator("#document_number").fill("61/BC-SYT");
  await page.locator("#document_day").fill(await page.locator("#day").inputValue());
  await page.locator("#link").fill("https://example.invalid/61.pdf");
  await page.locator("#no_secrets").check();
  await row(page, first).locator('[name^="n."]').fill("14.210");
  await row(page, first).locator('[name^="d."]').fill("12.140");
  await row(page, second).locator('[name^="n."]').fill("9310");
  await row(page, second).locator('[name^="d."]').fill("9.800");
  await row(page, third).locator('[name^="same."]').check();
  await page.getByRole("button", { name: "Gửi" }).click();

  // The mistake stands beside its cell, and all that was typed is there.
  await expect(row(page, first)).toContainText("Tử số lớn hơn mẫu số");
  await expect(row(page, first).locator('[name^="n."]')).toHaveValue("14.210");
  await expect(row(page, second)).toContainText("9 nghìn 310 trên 9 nghìn 800");
  await expect(row(page, third).locator('[name^="same."]')).toBeChecked();
  await expectNoAxeViolations(page);

  await row(page, first).locator('[name^="n."]').fill("12.010");
  await page.getByRole("button", { name: "Xem lại" }).last().click();
  await expect(page.getByRole("status").filter({ hasText: "3 chỉ tiêu đã nhập" })).toBeVisible();
  await page.getByRole("button", { name: "Gửi 3 chỉ tiêu" }).click();
  await expect(page).toHaveURL(/done=measured/);
  await expect(page.locator(".notice")).toContainText(/Đã gửi \d+ số đo/);
  for (const code of [first, second, third]) {
    await expect(row(page, code)).toContainText("chờ duyệt");
  }

  // One of them is taken back: it waits no more.
  await row(page, third).getByRole("button", { name: /Rút lại/ }).click();
  await expect(row(page, third)).not.toContainText("chờ duyệt");

  const office = await person(browser, server, "office");
  await office.setViewportSize(phone);
  await office.goto(`/review?list=values&q=${encodeURIComponent("Sở Y tế")}`);
  await expectNoAxeViolations(office);
  const boxes = office.locator('[name="value"]');
  const mine = (code: string) =>
    office.locator(`tr[data-indicator="${code}"]`).filter({ hasText: "61/BC-SYT" });
  const untick = () =>
    boxes.evaluateAll((all) => all.forEach((box) => ((box as HTMLInputElement).checked = false)));
  await untick();
  await mine(first).locator('[name="value"]').check();
  await office.getByRole("button", { name: "Chấp nhận các số đã chọn" }).click();
  await expect(office.getByText("Đã chấp nhận 1 số đo.")).toBeVisible({ timeout: 15_000 });

  await untick();
  await mine(second).locator('[name="value"]').check();
  await office.locator("#value-reason").fill("Mẫu số khác kỳ trước.");
  await office.getByRole("button", { name: "Trả lại các số đã chọn" }).click();
  await expect(office.getByText("Đã trả lại 1 số đo.")).toBeVisible({ timeout: 15_000 });

  await page.goto("/measure");
  await expect(row(page, first).locator(".last")).toContainText("98,9%");
  await expect(row(page, second)).toContainText("Mẫu số khác kỳ trước.");
});
