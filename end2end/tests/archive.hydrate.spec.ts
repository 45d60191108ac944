// A campaign kept in one file: opened from the disk, without a server.
import { expect, test } from "@playwright/test";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { tiendo } from "./server";

let folder: string;
let file: string;

test.beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "tiendo-archive-"));
  file = path.join(folder, "campaign.html");
  const env = { ...process.env, DATABASE_URL: `sqlite://${folder}/tiendo.db` };
  const run = (...words: string[]) => execFileSync(tiendo, words, { env, cwd: folder });
  run("import", "--yes", path.resolve("../server/campaigns/tphcm"));
  run("archive", file);
});

test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test("the pages and tables of an archive open without a server", async ({ page, context }) => {
  test.setTimeout(180_000);
  const asked: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  await page.goto(pathToFileURL(file).href);
  await expect(page.locator("#page h1")).toBeVisible();
  await expect(page.locator("aside.past")).toContainText("Bản lưu của chiến dịch");
  const menu = page.locator("header nav");
  await menu.getByRole("link", { name: "Đơn vị" }).click();
  await expect(page).toHaveTitle(/Đơn vị/);
  await expect(menu.getByRole("link", { name: "Đơn vị" })).toHaveAttribute("aria-current", "page");
  const unit = page.locator("#page a[href='#/units/SYT']").first();
  await unit.click();
  await expect(page).toHaveTitle(/Sở Y tế/);
  await page.goBack();
  await expect(page).toHaveTitle(/Đơn vị/);
  const csv = page.locator("#page a[href*='format=csv']").first();
  const [download] = await Promise.all([page.waitForEvent("download"), csv.click()]);
  expect(download.suggestedFilename()).toBe("units.csv");
  const table = fs.readFileSync((await download.path())!, "utf8");
  expect(table).toContain("SYT");
  // Its own addresses, the file and what it unfolds; nothing of any other place.
  expect(asked.filter((it) => !/^(file|blob|data):/.test(it))).toEqual([]);
  expect(wrong).toEqual([]);
});

test("without a script the first page of an archive is read", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  await expect(page.locator("#page h1")).toBeVisible();
  await context.close();
});
