import { expect, expectNoAxeViolations, signIn, test } from "./fixtures";

test("twenty decisions take at most sixty clicks, each leads to the next of the list", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "office");
  let clicks = 0;
  const click = async (selector: string) => {
    await page.locator(selector).first().click();
    clicks += 1;
  };
  await page.goto("/review?kind=product");
  await expectNoAxeViolations(page);
  await click(".review-table tbody th a");
  const decided: string[] = [];
  for (let n = 0; n < 20; n += 1) {
    await expect(page).toHaveURL(/\/review\/.+kind=product/);
    decided.push(new URL(page.url()).pathname);
    if (n % 4 === 3) {
      await click('[name="usual"][value="volume-differs"]');
      await click("#return");
      await expect(page.locator(".notice, .notice-line").first()).toContainText("Đã trả lại");
    } else {
      // An outcome that waits for its measurement offers no acceptance; products do.
      await click('[name="checked"]');
      await click("#accept");
      await expect(page.locator(".notice, .notice-line").first()).toContainText("Đã nghiệm thu");
    }
  }
  expect(new Set(decided).size).toBe(20);
  expect(clicks).toBeLessThanOrEqual(60);
  await page.goto("/review");
  await expect(page.getByRole("heading", { name: /quyết định hôm nay/ })).toBeVisible();
});

test("plans are accepted together, and one's own acceptance is taken back from the list of today", async ({ page }) => {
  // The desk is long, and axe reads it twice.
  test.setTimeout(90_000);
  await signIn(page, "office");
  await page.goto("/review");
  // Nobody accepts what he did not tick.
  await expect(page.locator('.plans [name="plan"]:checked')).toHaveCount(0);
  const ticks = page.locator('.plans > ul [name="plan"]:enabled');
  const number = await ticks.count();
  expect(number).toBeGreaterThan(3);
  for (const tick of await ticks.all()) await tick.check();
  await page.getByRole("button", { name: "Nghiệm thu các mục đã chọn" }).click();
  await expect(page.locator(".notice, .notice-line").first()).toContainText(`Đã nghiệm thu ${number} kế hoạch`);
  await expectNoAxeViolations(page);
  await page.locator(".decided").getByRole("link", { name: /^hủy/ }).first().click();
  await page.locator("#reason").fill("Nghiệm thu nhầm dòng");
  await page.locator("#revoke").click();
  await expect(page).toHaveURL(/done=revoked/);
});
