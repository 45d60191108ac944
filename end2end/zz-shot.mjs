import { chromium } from "@playwright/test";
const origin = "http://127.0.0.1:4717";
const list = JSON.parse(process.argv[2]);
const b = await chromium.launch({ executablePath: "/usr/bin/chromium-headless-shell", args: ["--no-sandbox","--disable-gpu"] });
const sessions = {};
for (const [name, user, path, width, dark] of list) {
  const ctx = await b.newContext({ viewport: { width, height: 900 }, locale: "vi-VN", colorScheme: dark ? "dark" : "light", storageState: sessions[user] });
  const page = await ctx.newPage();
  if (!sessions[user]) {
    await page.goto(origin + "/sign-in");
    await page.fill('input[name=username]', user);
    await page.fill('input[name=password]', "mat-khau-cho-thu-nghiem");
    await page.click('main button[type=submit], form button');
    await page.waitForLoadState();
    sessions[user] = await ctx.storageState();
  }
  const r = await page.goto(origin + path);
  const n = await page.evaluate(() => [document.querySelectorAll("*").length, document.documentElement.scrollHeight, document.documentElement.scrollWidth]);
  console.log(name, r.status(), "elements", n[0], "height", n[1], "width", n[2]);
  await page.screenshot({ path: `/tmp/lists-shots/${name}.png`, fullPage: n[1] < 4000 });
  await ctx.close();
}
await b.close();
