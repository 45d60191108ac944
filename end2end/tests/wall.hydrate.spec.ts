import type { Page } from "@playwright/test";
import { expect, haveSession, password, signInByForm, smallWords, test as strict } from "./fixtures";

// Chromium reports each bad answer that these tests give as an error of the page.
const test = strict.extend({ noErrors: async ({}, use) => use() });

/** What a wall waits between two renewals, and until it looks whether there is one to make. */
const renewals = 300_000;
const look = 5_000;
const old = ".picture-old";

/** Marks the picture that is shown, until the next takes its place. */
const mark = (page: Page) => page.locator("main").evaluate((main) => main.setAttribute("data-before", ""));
const isNew = (page: Page) => expect(page.locator("main[data-before]")).toHaveCount(0);
const isTheOne = (page: Page) => expect(page.locator("main[data-before]")).toHaveCount(1);

/** In the page: marks what is opened, and counts what is asked for and not answered yet. */
function watch() {
  addEventListener("DOMContentLoaded", () => document.querySelector("main")?.setAttribute("data-before", ""));
  const ask = window.fetch;
  const it = Object.assign(window, { underWay: 0 });
  it.fetch = async (...what) => {
    it.underWay += 1;
    try {
      const answer = await ask(...what);
      await answer.clone().text();
      return answer;
    } finally {
      it.underWay -= 1;
    }
  };
}

const answered = (page: Page) =>
  expect.poll(() => page.evaluate(() => (window as unknown as { underWay: number }).underWay), { timeout: 30_000 }).toBe(0);

/**
 * Makes time pass. It stands while an answer is under way: the time after which a wall gives one up
 * would else pass in an instant, before any machine could answer.
 */
async function pass(page: Page, time: number) {
  for (let left = time; left > 0; left -= look) {
    await page.clock.runFor(Math.min(look, left));
    await answered(page);
  }
}

/** Opens a wall, where time stands but for what a test makes pass. Its first renewal, which begins with the page, is over. */
async function openWall(page: Page) {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.addInitScript(watch);
  await page.goto("/");
  await expect(page.locator("html.wall")).toHaveCount(1);
  await answered(page);
  await isNew(page);
}

/** A wall whose renewals after the first are answered as `answerWith` says. */
async function wall(page: Page) {
  await haveSession(page, "display");
  let renewed = 0;
  let bad: number | undefined;
  await page.route("/", async (route) => {
    if (route.request().isNavigationRequest()) return route.continue();
    renewed += 1;
    if (bad) return route.fulfill({ status: bad, contentType: "text/html", body: "Bad Gateway" });
    return route.continue();
  });
  await openWall(page);
  expect(renewed).toBe(1);
  await mark(page);
  return { renewed: () => renewed, answerWith: (status?: number) => (bad = status) };
}

test("a wall renews itself without leaving its page", async ({ page }) => {
  const { renewed } = await wall(page);
  await pass(page, renewals / 2);
  await isTheOne(page);
  await pass(page, renewals / 2 + 10_000);
  await isNew(page);
  expect(renewed()).toBe(2);
  await expect(page.locator(old)).toBeHidden();
});

for (const [what, bad] of [
  ["a proxy that reaches nobody", 502],
  ["a failure of ours", 500],
  ["a page that is not ours", 200],
] as const) {
  test(`a wall keeps its picture through ${what}, and comes back`, async ({ page }) => {
    const { renewed, answerWith } = await wall(page);
    answerWith(bad);
    await pass(page, renewals + 10_000);
    expect(renewed()).toBeGreaterThan(1);
    await isTheOne(page);
    await expect(page.locator(old)).toBeHidden();
    await page.clock.fastForward(renewals);
    await pass(page, 20_000);
    await expect(page.locator(old)).toBeVisible();
    await expect(page.locator(old)).toContainText("hơn 10 phút");
    await isTheOne(page);
    answerWith(undefined);
    await pass(page, 20_000);
    await isNew(page);
    await pass(page, 5_000);
    await expect(page.locator(old)).toBeHidden();
  });
}

test("the page's own renewal, which one bad answer would end, is stopped", async ({ page }) => {
  await haveSession(page, "display");
  let opened = 0;
  await page.route("/", async (route) => {
    if (!route.request().isNavigationRequest()) return route.continue();
    opened += 1;
    const answer = await route.fetch();
    expect(answer.headers()["refresh"]).toBe("300");
    await route.fulfill({ response: answer, headers: { ...answer.headers(), refresh: "1" } });
  });
  await page.goto("/");
  await page.waitForTimeout(2_500);
  expect(opened).toBe(1);
});

test("a wall that slept renews when it wakes", async ({ page }) => {
  await wall(page);
  await page.clock.fastForward(12 * 3_600_000);
  await pass(page, 5_000);
  await isNew(page);
  await pass(page, 5_000);
  await expect(page.locator(old)).toBeHidden();
});

test("a wall whose account was disabled shows no figures any more", async ({ page, server }) => {
  await wall(page);
  await server.command("user", "disable", "display");
  await page.clock.fastForward(renewals);
  await expect(page).toHaveURL(/\/sign-in/, { timeout: 30_000 });
  await server.command("user", "enable", "display");
});

/** Every page a screen may show. */
const screens = ["/", "/matrix", "/matrix?group=department", "/matrix?tier=commune", "/databases", "/partners"];

for (const [width, height] of [
  [1920, 1080],
  [1366, 768],
] as const) {
  for (const path of screens) {
    test(`${path} is read from across a room, ${width}x${height}`, async ({ page }) => {
      await haveSession(page, "committee");
      await page.setViewportSize({ width, height });
      await page.goto(`${path}${path.includes("?") ? "&" : "?"}wall=1`);
      await expect(page.locator("main.wall-page")).toBeVisible();
      expect(await page.evaluate(smallWords, height * 0.016)).toEqual([]);
      // Nobody scrolls: nothing is longer or wider than the screen, nor beyond its edge.
      const beyond = await page.evaluate(() => {
        const root = document.documentElement;
        const inside = (it: Element) => {
          const box = it.getBoundingClientRect();
          return box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;
        };
        const all = [...document.querySelectorAll("main table tr, main li, main svg, main h1")];
        const out = all.filter((it) => !it.closest(".sr") && !inside(it)).map((it) => it.textContent!.trim().slice(0, 40));
        if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth) out.push("the page scrolls");
        return out;
      });
      expect(beyond).toEqual([]);
      await expect(page.locator(".me .until")).toContainText("Số liệu đến");
    });
  }
}

test("the burn-up fills its room on a screen", async ({ page }) => {
  await haveSession(page, "committee");
  for (const size of [
    { width: 1920, height: 1080 },
    { width: 1366, height: 768 },
  ]) {
    await page.setViewportSize(size);
    await page.goto("/?wall=1");
    const filled = await page.locator(".wall-chart").evaluate((room) => {
      const drawing = room.querySelector("svg")!;
      const { width, height } = drawing.viewBox.baseVal;
      const scale = drawing.getScreenCTM()!.a;
      return (width * height * scale * scale) / (room.clientWidth * room.clientHeight);
    });
    expect(filled).toBeGreaterThan(0.85);
  }
});

test("a screen shows its pages in turn, and waits where the server is away", async ({ page }) => {
  await haveSession(page, "admin");
  await page.goto("/people/display");
  await page.locator("#overview").fill("10");
  await page.locator("#databases").fill("20");
  await page.getByRole("button", { name: "Ghi các trang" }).click();
  await expect(page).toHaveURL(/done=wall/);
  await page.context().clearCookies();
  await signInByForm(page, "display", password);
  await expect(page).not.toHaveURL(/\/sign-in/);
  let away = false;
  await page.route("**/*", (route) => (away ? route.abort() : route.continue()));
  await openWall(page);
  const shown = page.locator(".me");
  await expect(shown).toContainText("Trang 1/2");
  await pass(page, 10_000);
  await expect(shown).toContainText("Trang 2/2");
  await expect(page).toHaveURL(/\/databases$/);
  away = true;
  await pass(page, 60_000);
  await expect(shown).toContainText("Trang 2/2");
  await page.clock.fastForward(700_000);
  await pass(page, 20_000);
  await expect(page.locator(old)).toBeVisible();
  away = false;
  await pass(page, 10_000);
  await expect(shown).toContainText("Trang 1/2");
  await expect(page.locator(old)).toBeHidden();
  // As it was, for who comes after.
  await page.context().clearCookies();
  await haveSession(page, "admin");
  await page.unroute("**/*");
  await page.goto("/people/display");
  for (const field of ["#overview", "#databases"]) await page.locator(field).fill("");
  await page.getByRole("button", { name: "Ghi các trang" }).click();
  await pass(page, 1_000);
  await expect(page).toHaveURL(/done=wall/);
});
