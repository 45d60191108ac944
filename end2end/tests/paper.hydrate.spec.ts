import type { Page } from "@playwright/test";
import { expect, expectNoAxeViolations, haveSession, signIn, smallWords, test } from "./fixtures";

/** Pages of a PDF as Chromium prints it. */
async function pages(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** 7 points, in pixels. */
const SEVEN_POINTS = 9.33;

const sentence = "Giao Sở Y tế nghiệm thu hoặc trả lại mười hai sản phẩm của doanh nghiệp trong tuần này, báo cáo Ban Chỉ đạo trước 17 giờ thứ Sáu; quá hạn thì Thường trực nghiệm thu thay đơn vị.";

async function propose(page: Page, texts: string[]): Promise<void> {
  await signIn(page, "office");
  await page.goto("/brief/proposals");
  for (const place of [1, 2, 3, 4, 5]) await page.locator(`#text${place}`).fill(texts[place - 1] ?? "");
  await page.locator('form[method="post"] .btn', { hasText: "Ghi" }).click();
  await expect(page).toHaveURL(/done=proposed/);
}

for (const [what, texts] of [
  ["without a proposal", []],
  ["with five proposals as long as they may be", Array(5).fill(sentence.slice(0, 180))],
] as const) {
  test(`the brief is one page, ${what}`, async ({ page }) => {
    test.setTimeout(120_000);
    await propose(page, [...texts]);
    await page.context().clearCookies();
    await haveSession(page, "committee");
    for (const path of ["/brief", "/brief?lang=en", "/brief?lang=vi&as_of=2026-09-30"]) {
      await page.goto(path);
      expect(await pages(page), path).toBe(1);
      await page.emulateMedia({ media: "print" });
      const cut = await page.locator(".sheet").evaluate((it) => it.scrollHeight - it.clientHeight);
      expect(cut, `${path}: pixels cut off`).toBeLessThanOrEqual(1);
      expect(await page.evaluate(smallWords, SEVEN_POINTS), path).toEqual([]);
      const lines = await page
        .locator(".sheet-lines.double li")
        .evaluateAll((all) => all.filter((it) => it.scrollHeight > it.clientHeight + 1).map((it) => it.textContent));
      expect(lines, `${path}: of who must act, not told to the end`).toEqual([]);
      await page.emulateMedia({ media: null });
    }
  });
}

test("long names stay on the one page", async ({ page }) => {
  await haveSession(page, "committee");
  await page.goto("/brief");
  await page.evaluate(() => {
    const long = " của các cơ quan trong hệ thống chính trị trên địa bàn".repeat(3);
    document.querySelectorAll(".sheet tbody th, .sheet-lines li").forEach((it) => it.append(long));
    document.querySelectorAll(".sheet-head b:first-of-type, .sheet-of").forEach((it) => it.append(long));
  });
  expect(await pages(page)).toBe(1);
});

for (const [path, as] of [
  ["/units/SYT/brief", "committee"],
  ["/units/25747/brief?lang=en", "member.syt"],
  ["/partners/VNPT/brief", "partner.vnpt"],
  ["/partners/VNPT/brief?lang=en", "office"],
] as const) {
  test(`${path} is one page, as ${as}`, async ({ page }) => {
    await haveSession(page, as);
    await page.goto(path);
    expect(await pages(page)).toBe(1);
    await page.emulateMedia({ media: "print" });
    const cut = await page.locator(".sheet").evaluate((it) => it.scrollHeight - it.clientHeight);
    expect(cut, "pixels cut off").toBeLessThanOrEqual(1);
    await page.emulateMedia({ media: null });
    await expectNoAxeViolations(page);
  });
}

test("a page leads to its sheet, and the sheet back", async ({ page }) => {
  await haveSession(page, "committee");
  await page.goto("/units/SYT");
  await page.getByRole("link", { name: "Bản in một trang" }).click();
  await expect(page).toHaveURL(/\/units\/SYT\/brief$/);
  await expect(page.getByRole("button", { name: "In" })).toBeVisible();
  await page.getByRole("link", { name: "Về trang đầy đủ" }).click();
  await expect(page).toHaveURL(/\/units\/SYT$/);
});

for (const path of ["/", "/units/SYT", "/databases", "/partners/VNPT", "/outcomes/CT04", "/duties/SYT/QG09"]) {
  test(`${path} prints words of 7 points at least, and no row in two`, async ({ page }) => {
    await haveSession(page, "committee");
    await page.setViewportSize({ width: 654, height: 980 });
    await page.emulateMedia({ media: "print" });
    await page.goto(path);
    expect(await page.evaluate(smallWords, SEVEN_POINTS)).toEqual([]);
    const whole = await page
      .locator("main tbody tr, main li")
      .evaluateAll((all) => all.every((it) => getComputedStyle(it).breakInside === "avoid"));
    expect(whole).toBe(true);
    expect(await page.locator(".btn:visible, .take-away:visible, .reading:visible").count()).toBe(0);
  });
}
