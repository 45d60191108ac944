import type { Page } from "@playwright/test";
import { expect, expectNoAxeViolations, person, phone, signIn, test } from "./fixtures";

/** A milestone of the person's list that can still be reported. */
async function openMilestone(page: Page): Promise<string> {
  await page.goto("/work");
  const link = page.locator('main a[href^="/work/"]').first();
  return (await link.getAttribute("href"))!.split("/").pop()!;
}

test("more time is asked for on a phone, given by the office, and the first deadline stays", async ({
  page,
  browser,
  server,
}) => {
  test.setTimeout(60_000);
  await page.setViewportSize(phone);
  await signIn(page, "head.syt");
  const id = await openMilestone(page);
  await page.goto(`/work/${id}`);
  await page.getByRole("link", { name: "Xin gia hạn" }).click();
  // A mistake stands beside its field, and what was typed stays.
  await page.locator('[name="reason"]').fill("Chờ danh mục mã dùng chung");
  await page.getByRole("button", { name: "Gửi đề nghị" }).click();
  await expect(page.locator("#day-error")).toContainText("Chưa ghi ngày");
  await expect(page.locator('[name="reason"]')).toHaveValue("Chờ danh mục mã dùng chung");
  await expectNoAxeViolations(page);
  await page.locator('[name="day"]').fill("30.6.2027");
  await page.getByRole("button", { name: "Gửi đề nghị" }).click();
  await expect(page.getByText("xin gia hạn đến 30/06/2027, chờ trả lời")).toBeVisible();

  const office = await person(browser, server, "office");
  await office.goto("/review");
  await office.locator(`#asked a[href="/review/${id}/adjust"]`).click();
  await expect(office.locator('[name="day"]')).toHaveValue("30/06/2027");
  await expectNoAxeViolations(office);
  await office.locator('[name="number"]').fill("45/QĐ-BCĐ");
  await office.locator('[name="reason"]').fill("Danh mục ban hành chậm");
  await office.getByRole("button", { name: "Gia hạn" }).click();
  await expect(office.getByText("Đã gia hạn. Hạn gốc giữ nguyên.")).toBeVisible();
  await page.reload();
  await expect(page.locator(".form-head")).toContainText("Hạn hiện hành 30/06/2027");
});
