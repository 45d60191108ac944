import { expect, expectNoAxeViolations, signIn, test } from "./fixtures";

test("a figure leads to what it is made of, down to its milestones, and back", async ({ page }) => {
  test.setTimeout(90_000);
  await signIn(page, "committee");
  await page.goto("/units/SYT");
  const figure = page.locator("main h1 a[href*='why=']").first();
  const printed = /\d+,\d%/.exec((await figure.textContent())!)![0];
  await figure.click();
  await expect(page).toHaveURL(/why=accepted/);
  const panel = page.locator("#why");
  await expect(panel.getByRole("heading", { level: 2 })).toContainText(printed);
  await expectNoAxeViolations(page);

  // A row of it is a figure in its turn: that of a duty, made of milestones.
  await panel.locator("tbody th a[href*='why=']").first().click();
  await expect(page).toHaveURL(/why=accepted(:|%3A)duty/);
  await expectNoAxeViolations(page);

  await panel.getByRole("link", { name: "Đóng" }).click();
  await expect(page.locator("#why")).toHaveCount(0);
});
