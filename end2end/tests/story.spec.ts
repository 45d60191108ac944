import type { Page } from "@playwright/test";
import {
  decide,
  expect,
  expectNoAxeViolations,
  figure,
  fillReport,
  movesItsUnit,
  person,
  signIn,
  test,
} from "./fixtures";

const link = "https://example.invalid/214-BB-SYT.pdf";

async function send(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Gửi nghiệm thu" }).click();
  await expect(page).toHaveURL(/done=submitted/);
}

/** The city's figures as a committee member reads them. */
async function city(page: Page): Promise<{ claimed: number; accepted: number }> {
  await page.goto("/");
  const scope = page.locator('[data-scope="city"]').first();
  return { claimed: await figure(scope, "claimed"), accepted: await figure(scope, "accepted") };
}

test("a head reports, the office returns, the head reports again, the office accepts, the committee sees it", async ({
  page,
  browser,
  server,
}) => {
  test.setTimeout(90_000);
  const office = await person(browser, server, "office");
  const committee = await person(browser, server, "committee");
  await signIn(page, "head.syt");
  const before = await city(committee);

  // Mistakes are told beside their field, and what was typed stays.
  const id = await movesItsUnit(page);
  await fillReport(page, { produced: "Tập hồ sơ đã đối soát, kèm biên bản", link });
  await page.locator('[name="document_day"]').fill("31/11/2026");
  await page.getByRole("button", { name: "Gửi nghiệm thu" }).click();
  await expect(page.locator("#document_day")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator('[name="produced"]')).toHaveValue("Tập hồ sơ đã đối soát, kèm biên bản");
  await expect(page).toHaveURL(new RegExp(`/work/${id}$`));
  await expectNoAxeViolations(page);

  await page.locator('[name="document_day"]').fill("02/02/2026");
  await send(page);
  const claimed = await city(committee);
  expect(claimed.claimed).toBeGreaterThan(before.claimed);
  expect(claimed.accepted).toBe(before.accepted);

  // Returning needs a reason.
  await office.goto(`/review/${id}`);
  await office.locator("#return").click();
  await expect(office.locator("#reason")).toHaveAttribute("aria-invalid", "true");
  await decide(office, id, "returned", "Đề nghị bổ sung chữ ký tại trang 4.");
  expect(await city(committee)).toEqual(before);

  await page.goto(`/work/${id}`);
  await expect(page.locator("main")).toContainText("Đề nghị bổ sung chữ ký tại trang 4.");
  await fillReport(page, { produced: "Tập hồ sơ đã đối soát, kèm biên bản đủ chữ ký", link });
  await send(page);
  await decide(office, id, "accepted");
  const after = await city(committee);
  expect(after.accepted).toBeGreaterThan(before.accepted);
  expect(after.claimed).toBe(claimed.claimed);

  await committee.goto("/");
  await expect(committee.locator("main")).toContainText("Sở Y tế");
});

test("two people who save the same draft see both versions", async ({ page, browser, server }) => {
  await signIn(page, "member.stp");
  const id = await movesItsUnit(page);
  const other = await person(browser, server, "head.stp");
  await other.goto(`/work/${id}`);

  await page.locator('[name="produced"]').fill("Bản của đầu mối");
  await page.getByRole("button", { name: "Lưu nháp" }).click();
  await expect(page).toHaveURL(/done=draft/);

  await other.locator('[name="produced"]').fill("Bản của người đứng đầu");
  await other.getByRole("button", { name: "Lưu nháp" }).click();
  const conflict = other.locator(".conflict");
  await expect(conflict).toContainText("Bản của đầu mối");
  await expect(conflict).toContainText("Bản của người đứng đầu");
  await expect(other.locator('[name="produced"]')).toHaveValue("Bản của người đứng đầu");
  await expectNoAxeViolations(other);
});
