import { expect, expectNoAxeViolations, signIn, test } from "./fixtures";

test("a unit is found while typing, without accents, by keyboard alone", async ({ page }) => {
  await signIn(page, "committee");
  await page.goto("/account");
  const field = page.getByRole("combobox", { name: "Tìm" });
  await field.focus();
  await field.pressSequentially("so y te");
  const options = page.getByRole("listbox", { name: "Gợi ý" }).getByRole("option");
  await expect(options.first()).toContainText("Sở Y tế");
  await expect(page.locator(".find [role=status]")).toContainText("gợi ý");
  await expect(field).toHaveAttribute("aria-expanded", "true");
  await expectNoAxeViolations(page);

  await page.keyboard.press("ArrowDown");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await expect(field).toHaveAttribute("aria-activedescendant", "found-0");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/units\/SYT$/);
});

test("Escape closes, Enter with nothing chosen searches, a press follows", async ({ page }) => {
  await signIn(page, "committee");
  await page.goto("/units?as_of=2026-09-30");
  const field = page.getByRole("combobox", { name: "Tìm" });
  const options = page.getByRole("listbox", { name: "Gợi ý" }).getByRole("option");
  await field.pressSequentially("tan son");
  await expect(options.first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator(".suggestions a")).toHaveCount(0);
  await expect(field).toHaveValue("tan son");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=tan\+son&as_of=2026-09-30$/);

  await field.fill("");
  await field.pressSequentially("vnpt");
  await options.filter({ hasText: "VNPT" }).first().click();
  // The past day goes along.
  await expect(page).toHaveURL(/\/(partners|agreements)\/.+\?as_of=2026-09-30$/);
});

test("a company is suggested its own units only", async ({ page }) => {
  await signIn(page, "partner.viettel");
  const field = page.getByRole("combobox", { name: "Tìm" });
  await field.pressSequentially("vnpt");
  await field.pressSequentially(" ");
  await page.waitForResponse(/islands\/suggest/);
  await expect(page.locator(".suggestions a")).toHaveCount(0);
});
