import type { Page } from "@playwright/test";
import { expect, haveSession, password, signInByForm, smallWords, test as strict } from "./fixtures";

// Chromium reports each bad answer that these tests give as an error of the page.
const test = strict.extend({ noErrors: async ({}, use) => use() });

const renewals = 300_000;
const old = ".picture-old";

/** A wall whose renewals are answered by `answer`, in a time that the test makes pass. */
async function wall(page: Page) {
  await haveSession(page, "display");
  const answers: number[] = [];
  let bad: number | "away" | undefined;
  await page.route("/", async (route) => {
    if (route.request().isNavigationRequest()) return route.continue();
    answers.push(Date.now());
    if (bad === "away") return route.abort();
    if (bad) return route.fulfill({ status: bad, contentType: "text/html", body: "Bad Gateway" });
    return route.continue();
  });
  await page.clock.install();
  await page.goto("/");
  await expect(page.locator("html.wall")).toHaveCount(1);
  // Says which picture it is.
  const mark = () => page.locator("main").evaluate((main) => main.setAttribute("data-before", ""));
  const isNew = () => expect(page.locator("main[data-before]")).toHaveCount(0);
  const isTheOne = () => expect(page.locator("main[data-before]")).toHaveCount(1);
  const answerWith = (status?: number | "away") => (bad = status);
  return { answers, mark, isNew, isTheOne, answerWith };
}

test("a wall renews itself without leaving its page", async ({ page }) => {
  const { answers, mark, isNew, isTheOne } = await wall(page);
  await expect.poll(() => answers.length).toBe(1);
  await mark();
  await page.clock.runFor(renewals / 2);
  await isTheOne();
  await page.clock.runFor(renewals / 2 + 10_000);
  await isNew();
  expect(answers.length).toBe(2);
  await expect(page.locator(old)).toBeHidden();
});

for (const [what, bad] of [
  ["a proxy that reaches nobody", 502],
  ["a failure of ours", 500],
  ["a page that is not ours", 200],
] as const) {
  test(`a wall keeps its picture through ${what}, and comes back`, async ({ page }) => {
    const { answers, mark, isNew, isTheOne, answerWith } = await wall(page);
    await expect.poll(() => answers.length).toBe(1);
    await mark();
    answerWith(bad);
    await page.clock.runFor(renewals + 10_000);
    await expect.poll(() => answers.length).toBeGreaterThan(1);
    await isTheOne();
    await expect(page.locator(old)).toBeHidden();
    await page.clock.fastForward(renewals);
    await page.clock.runFor(20_000);
    await expect(page.locator(old)).toBeVisible();
    await expect(page.locator(old)).toContainText("hơn 10 phút");
    await isTheOne();
    answerWith(undefined);
    await page.clock.runFor(20_000);
    await isNew();
    await page.clock.runFor(5_000);
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
  const { answers, mark, isNew } = await wall(page);
  await expect.poll(() => answers.length).toBe(1);
  await mark();
  await page.clock.fastForward(12 * 3_600_000);
  await page.clock.runFor(5_000);
  await isNew();
  await page.clock.runFor(5_000);
  await expect(page.locator(old)).toBeHidden();
});

test("a wall whose account was disabled shows no figures any more", async ({ page, server }) => {
  const { answers } = await wall(page);
  await expect.poll(() => answers.length).toBe(1);
  await server.command("user", "disable", "display");
  await page.clock.runFor(renewals + 10_000);
  await expect(page).toHaveURL(/\/sign-in/);
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
  await page.clock.install();
  await page.goto("/");
  await expect(page.locator(".me")).toContainText("Trang 1/2");
  await page.clock.runFor(20_000);
  await expect(page.locator(".me")).toContainText("Trang 2/2");
  await expect(page).toHaveURL(/\/databases$/);
  away = true;
  await page.clock.runFor(60_000);
  await expect(page.locator(".me")).toContainText("Trang 2/2");
  await page.clock.fastForward(700_000);
  await page.clock.runFor(20_000);
  await expect(page.locator(old)).toBeVisible();
  away = false;
  await page.clock.runFor(30_000);
  await expect(page.locator(".me")).toContainText("Trang 1/2");
  await expect(page.locator(old)).toBeHidden();
  // As it was, for who comes after.
  await page.context().clearCookies();
  await haveSession(page, "admin");
  await page.unroute("**/*");
  await page.goto("/people/display");
  for (const field of ["#overview", "#databases"]) await page.locator(field).fill("");
  await page.getByRole("button", { name: "Ghi các trang" }).click();
  await page.clock.runFor(1_000);
  await expect(page).toHaveURL(/done=wall/);
});
