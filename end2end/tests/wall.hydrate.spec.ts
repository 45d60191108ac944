import type { Page } from "@playwright/test";
import { expect, haveSession, test as strict } from "./fixtures";

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
