import { expect, password, signIn, signInByForm, test } from "./fixtures";

test("a page asked for without an account leads to the sign-in form", async ({ page }) => {
  await page.goto("/units");
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.locator('form[action*="/sign-in"]')).toBeVisible();
});

test("the right password leads to the overview", async ({ page }) => {
  await signInByForm(page, "committee", password);
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

for (const account of ["committee", "nobody"]) {
  test(`a wrong password for ${account} is answered by a sentence`, async ({ page }) => {
    await signInByForm(page, account, "sai-mat-khau");
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(page.getByRole("alert")).toHaveText(/\p{L}+ \p{L}+/u);
    // What was typed is still there, but for the password.
    await expect(page.locator('input[name="username"]')).toHaveValue(account);
    await expect(page.locator('input[name="password"]')).toHaveValue("");
  });
}

test("a partner company is led to its own page, without campaign figures", async ({ page }) => {
  await signIn(page, "partner.viettel");
  await expect(page).toHaveURL("/partners/VIETTEL");
  await expect(page.locator('[data-scope="city"]')).toHaveCount(0);
});
