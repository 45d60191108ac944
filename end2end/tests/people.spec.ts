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
  // Asked once before it is done.
  await expect(page.getByRole("button", { name: "Chắc chắn: Khóa tài khoản" })).toBeHidden();
  await page.locator("summary", { hasText: "Khóa tài khoản" }).click();
  await page.getByRole("button", { name: "Chắc chắn: Khóa tài khoản" }).click();
  await expect(page.getByRole("status")).toContainText("Đã khóa tài khoản");
  await expect(page.locator(".audit-table").first()).toContainText("thêm tài khoản");
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
  await expect(theirs).toHaveURL(`${server.origin}/`);
  await elsewhere.close();
});

test("the theme of an account is its own, whatever the system says", async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const [light, dark] = ["rgb(255, 255, 255)", "rgb(17, 23, 30)"];
  await signIn(page, "head.sct");
  await page.goto("/account");
  for (const [theme, seen] of [["dark", [dark, dark]], ["light", [light, light]], ["system", [light, dark]]] as const) {
    await page.locator(`main form[action='/account/theme'] button[value=${theme}]`).click();
    await expect(page.locator(".notice-line")).toContainText("Đã đổi giao diện");
    for (const [at, colorScheme] of (["light", "dark"] as const).entries()) {
      await page.emulateMedia({ colorScheme });
      expect(await background()).toBe(seen[at]);
    }
    // On paper it is always black on white.
    await page.emulateMedia({ media: "print" });
    expect(await background()).toBe(light);
    await page.emulateMedia({ media: "screen" });
  }
});

test("slips are printed by a button that only a script shows", async ({ page }, { project }) => {
  await signIn(page, "admin");
  await page.goto("/people/head.sct");
  await page.locator("summary", { hasText: "Cấp mật khẩu một lần" }).click();
  await page.getByRole("button", { name: "Chắc chắn: Cấp mật khẩu một lần" }).click();
  const button = page.getByRole("button", { name: "In trang này" });
  if (project.name === "nojs") {
    await expect(button).toHaveCount(0);
    return;
  }
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute("data-printed", "");
  });
  await button.click();
  await expect(page.locator("body[data-printed]")).toHaveCount(1);
});
