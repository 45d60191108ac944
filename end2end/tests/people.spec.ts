import { Secret, TOTP } from "otpauth";
import { expect, password, signIn, signInByForm, test } from "./fixtures";

test("an administrator adds a person, who sets a password of their own and works", async ({ page, browser, server }) => {
  await signIn(page, "admin");
  await expect(page).toHaveURL(/\/people$/);
  await page.getByRole("link", { name: "Thêm một người" }).click();
  await page.getByLabel("Tên đăng nhập").fill("dau.moi.moi");
  await page.getByLabel("Tên hiển thị").fill("Đầu mối mới SYT");
  await page.getByLabel("Vai", { exact: true }).selectOption("member");
  await page.getByLabel("Đơn vị hoặc doanh nghiệp").selectOption("SYT");
  await page.getByRole("button", { name: "Thêm và cấp mật khẩu một lần" }).click();
  const password = await page.locator("code.one-time").innerText();
  expect(password).toMatch(/^([0-9A-Z]{4} ){3}[0-9A-Z]{4}$/);

  const newcomer = await browser.newContext({ baseURL: server.origin });
  const theirs = await newcomer.newPage();
  await theirs.goto("/measure");
  await theirs.getByLabel("Tên đăng nhập").fill("dau.moi.moi");
  await theirs.getByLabel("Mật khẩu", { exact: true }).fill(password.toLowerCase());
  await theirs.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Đặt mật khẩu của riêng mình");
  await theirs.getByLabel("Mật khẩu mới", { exact: true }).fill("ngắn");
  await theirs.getByLabel("Gõ lại mật khẩu mới").fill("ngắn");
  await theirs.getByRole("button", { name: "Đặt mật khẩu" }).click();
  await expect(theirs.getByRole("alert")).toContainText("ít nhất 8 ký tự");
  await theirs.getByLabel("Mật khẩu mới", { exact: true }).fill("con mèo nằm trên mái ngói");
  await theirs.getByLabel("Gõ lại mật khẩu mới").fill("con mèo nằm trên mái ngói");
  await theirs.getByRole("button", { name: "Đặt mật khẩu" }).click();
  // On to where they wanted to go.
  await expect(theirs).toHaveURL(/\/measure$/);
  await newcomer.close();

  await page.goto("/people?q=dau.moi.moi");
  await expect(page.locator("[data-account='dau.moi.moi']")).toContainText("Sở Y tế");
  await page.getByRole("link", { name: "Đầu mối mới SYT" }).click();
  await page.getByRole("button", { name: "Khóa tài khoản" }).click();
  await expect(page.getByRole("status")).toContainText("Đã khóa tài khoản");
  await expect(page.locator(".audit-table")).toContainText("thêm tài khoản");
});

test("an authenticator's codes are the second step of signing in", async ({ page, browser, server }) => {
  await signIn(page, "member.25747");
  await page.goto("/account/factor");
  await expect(page.getByRole("img", { name: "Mã QR của bước hai" })).toBeVisible();
  const key = (await page.locator(".factor-secret").innerText()).replaceAll(/\s/g, "");
  const authenticator = new TOTP({ secret: Secret.fromBase32(key) });
  await page.getByLabel("Mã", { exact: true }).fill(authenticator.generate());
  await page.getByRole("button", { name: "Bật bước hai" }).click();
  const recovery = await page.locator(".recovery code").allInnerTexts();
  expect(recovery).toHaveLength(10);

  const elsewhere = await browser.newContext({ baseURL: server.origin });
  const theirs = await elsewhere.newPage();
  await signInByForm(theirs, "member.25747", password);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Bước hai");
  // The code of the step that turned it on is used; so it is a code of recovery.
  await theirs.getByLabel("Mã", { exact: true }).fill(recovery[0] ?? "");
  await theirs.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(theirs).toHaveURL(/\/work$/);
  await elsewhere.close();
});
