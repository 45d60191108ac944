import type { Page } from "@playwright/test";
import { expect, phone, signIn, test } from "./fixtures";

const accounts = ["committee", "office", "head.syt", "member.syt", "partner.vnpt", "admin"];

/** The addresses of the links of a menu that stand in the page, seen or not. */
const links = (page: Page, menu: string) =>
  page.locator(`nav.${menu} a`).evaluateAll((all) => all.map((it) => it.getAttribute("href")));

for (const account of accounts) {
  test(`every page of the menu of ${account} is reached on a phone`, async ({ page }) => {
    await page.setViewportSize(phone);
    await signIn(page, account);
    const bar = page.locator("nav.bottom");
    expect(await bar.locator(":scope > *").count()).toBeLessThanOrEqual(4);
    expect((await links(page, "bottom")).sort()).toEqual((await links(page, "nav")).sort());
    const more = bar.locator("summary");
    const behind = await bar.locator("details a").evaluateAll((all) =>
      all.map((it) => it.getAttribute("href") ?? ""),
    );
    for (const path of behind) {
      await more.click();
      const link = bar.locator(`details a[href="${path}"]`);
      await expect(link).toBeInViewport({ ratio: 1 });
      await link.click();
      expect(new URL(page.url()).pathname).toBe(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      // Where one is shows on the entry it stands behind.
      await expect(more).toHaveClass("here");
    }
  });
}

test("no entry of a menu is cut", async ({ page }) => {
  for (const account of ["office", "head.syt", "committee"]) {
    await signIn(page, account);
    await page.goto("/help");
    for (const width of [820, 1024, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const more = page.locator("nav.nav summary");
      if (await more.count()) await more.click();
      const lines = await page.locator("nav.nav").evaluate((nav) => {
        const box = (it: Element) => it.getBoundingClientRect();
        const cut = [...nav.querySelectorAll("a, summary")].filter((it) => {
          const { left, right, width } = box(it);
          return width === 0 || left < 0 || right > document.documentElement.clientWidth;
        });
        if (cut.length) throw new Error(`cut: ${cut.map((it) => it.textContent)}`);
        return new Set([...nav.children].map((it) => Math.round(box(it).top / 20))).size;
      });
      if (width === 1440) expect(lines, `${account} has one line`).toBe(1);
      if (await more.count()) await more.click();
    }
  }
});

test("a head comes to his own unit, and each part of the gap leads to its list", async ({ page }) => {
  await signIn(page, "head.syt");
  await expect(page.locator(".unit-name")).toContainText("Sở Y tế");
  const parts = page.locator(".court a");
  expect(await parts.count()).toBeGreaterThan(0);
  for (const part of await parts.all()) {
    const to = (await part.getAttribute("href")) ?? "";
    await part.click();
    await expect(page.locator(to)).toBeInViewport();
    expect(await page.locator(`${to} li[data-missing]`).count()).toBeGreaterThan(0);
  }
  // One click to the campaign, and from there back.
  await page.locator('main a[href="/campaign"]').click();
  await expect(page.locator("main.overview")).toBeVisible();
  await page.locator("a.logo").click();
  await expect(page.locator("main.home")).toBeVisible();
  await page.locator("footer").getByRole("link", { name: "Hướng dẫn" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Người đứng đầu");
});

test("the office starts at its queue, with the campaign one click away", async ({ page }) => {
  await signIn(page, "office");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("báo cáo chờ quyết định");
  await page.getByRole("link", { name: "Mở toàn chiến dịch" }).click();
  await expect(page.locator("main.overview")).toBeVisible();
});
