import AxeBuilder from "@axe-core/playwright";
import {
  test as base,
  type Browser,
  type BrowserContext,
  type Cookie,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";
import { password, Server } from "./server";

export { expect, password };

// What watches the browsers that a test opens beside its own; set by each test.
let watch: (context: BrowserContext) => void = () => {};

// Cookies by account: a password is checked once a worker, which has one server, not once a test.
const sessions = new Map<string, Cookie[]>();

export const test = base.extend<{ noErrors: void }, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  baseURL: ({ server }, use) => use(server.origin),

  /** Every test fails on an error of the page, and shows the server's log with it. */
  noErrors: [
    async ({ context, server }, use, testInfo) => {
      const errors: string[] = [];
      const before = server.log().length;
      // Chromium reports a page that answers "not found" or "unprocessable" as an error of its
      // own. For the page itself that is an answer like any other, which the test judges.
      const refused = new Set<string>();
      watch = (watched) => {
        watched.on("response", (response) => {
          if (response.request().isNavigationRequest() && response.status() < 500) {
            refused.add(response.url());
          }
        });
        watched.on("console", (message) => {
          const text = `${message.text()} (${message.location().url})`;
          const ownStatus =
            text.startsWith("Failed to load resource") && refused.has(message.location().url);
          if (message.type() === "error" && !ownStatus) errors.push(text);
        });
        watched.on("weberror", (error) => errors.push(String(error.error())));
        // The pointer of who tests lies over each page: islands wait for a sign of somebody.
        const sign = () => addEventListener("load", () => dispatchEvent(new PointerEvent("pointermove")));
        void watched.addInitScript(sign);
      };
      watch(context);
      await use();
      if (errors.length || testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach("server.log", { body: server.log().slice(before) });
      }
      expect(errors, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

/** Signs in by the form; a second time in the same worker, by the cookie of the first. */
export async function signIn(page: Page, account: string): Promise<void> {
  await haveSession(page, account);
  await page.goto("/");
  await expect(page, `${account} is signed in`).not.toHaveURL(/\/sign-in/);
}

/** Has a session of the account, on whatever page it takes; true when it took none. */
export async function haveSession(page: Page, account: string): Promise<boolean> {
  const known = sessions.get(account);
  if (known) {
    await page.context().addCookies(known);
    return true;
  }
  await signInByForm(page, account, password);
  await expect(page, `${account} is signed in`).not.toHaveURL(/\/sign-in/);
  sessions.set(account, await page.context().cookies());
  return false;
}

export async function signInByForm(page: Page, account: string, secret: string): Promise<void> {
  await page.goto("/sign-in");
  await page.locator('input[name="username"]').fill(account);
  await page.locator('input[name="password"]').fill(secret);
  await page.locator('input[name="password"]').press("Enter");
}

/** A telephone's window. */
export const phone = { width: 390, height: 844 };

/** Somebody at a browser of their own, signed in; on a telephone where its window is given. */
export async function person(
  browser: Browser,
  server: Server,
  account: string,
  viewport?: { width: number; height: number },
): Promise<Page> {
  const javaScriptEnabled = test.info().project.use.javaScriptEnabled;
  const context = await browser.newContext({ baseURL: server.origin, javaScriptEnabled, viewport });
  watch(context);
  const page = await context.newPage();
  await signIn(page, account);
  return page;
}

/** What is typed into a report. */
export interface Report {
  produced: string;
  number?: string;
  day?: string;
  link?: string;
  /** The name of a PDF. */
  file?: string;
}

/** Fills the report form of a page and ticks what must be ticked; hands nothing over. */
export async function fillReport(page: Page, report: Report): Promise<void> {
  await page.locator("#produced").fill(report.produced);
  await page.locator("#document_number").fill(report.number ?? "214/BB");
  await page.locator("#document_day").fill(report.day ?? "02/02/2026");
  if (report.link) await page.locator("#link").fill(report.link);
  if (report.file) await attach(page, report.file, report.produced);
  await page.locator("#no_secrets").check();
}

/** Puts a PDF into the report form of a page; with its script it is up when this returns. */
export async function attach(page: Page, name: string, inside: string): Promise<void> {
  await page.locator("#files").setInputFiles({
    name,
    mimeType: "application/pdf",
    buffer: Buffer.from(`%PDF-1.7 ${inside}`),
  });
  if (test.info().project.use.javaScriptEnabled !== false) {
    await expect(page.locator(".upload a", { hasText: name })).toBeVisible();
  }
}

/** Opens the form of a milestone, fills it and hands the report over. */
export async function deliver(page: Page, id: string, report: Report): Promise<void> {
  await page.goto(`/work/${id}`);
  await fillReport(page, report);
  await page.locator('.actions button[value="submit"]').click();
  await expect(page).toHaveURL(/done=submitted/);
}

/** Decides on the report of a milestone from its own page. */
export async function decide(
  page: Page,
  id: string,
  decision: "accepted" | "returned" | "revoked",
  reason = "",
): Promise<void> {
  await page.goto(`/review/${id}`);
  if (decision === "accepted") await page.locator("#checked").check();
  if (reason) await page.locator("#reason").fill(reason);
  await page.locator(`button[name="decision"][value="${decision}"]`).click();
  await expect(page).toHaveURL(new RegExp(`done=${decision}`));
}

/** What the office does to a milestone beside deciding on a report: the event, and what it says. */
export async function adjust(
  page: Page,
  id: string,
  event: string,
  says: { day?: string; number?: string; reason?: string; party?: string; sure?: boolean },
): Promise<void> {
  await page.goto(`/review/${id}/adjust?event=${event}`);
  const { party, sure, ...typed } = says;
  if (party) await page.locator("#party").selectOption(party);
  for (const [name, words] of Object.entries(typed)) await page.locator(`#${name}`).fill(words);
  if (sure) await page.locator("#sure").check();
  await page.locator(".adjust-do button").click();
  await expect(page).toHaveURL(new RegExp(`done=${event}`));
}

/** The duty of a milestone, as its address has it: looked for on the pages of its unit. */
export async function dutyOf(page: Page, unit: string, id: string): Promise<string> {
  await page.goto(`/units/${unit}`);
  const links = page.locator('main a[href^="/duties/"]');
  const all = await links.evaluateAll((them) => them.map((it) => it.getAttribute("href")!));
  for (const duty of new Set(all)) {
    await page.goto(duty, { waitUntil: "domcontentloaded" });
    if (await page.locator(`[data-milestone="${id}"]`).count()) return duty.slice("/duties/".length);
  }
  throw new Error(`no duty of ${unit} has ${id}`);
}

/**
 * Ids of the milestones that a person has to report by a day, in the order of the list, folded or
 * not; only those of a kind, where one is given.
 */
export async function toReport(page: Page, kind = ""): Promise<string[]> {
  await page.goto("/work");
  const lines = page.locator("main li[data-milestone]", {
    // Days left or days late; what was handed over says how long it waits.
    has: page.locator(".task-end b", { hasNotText: "chờ" }),
    hasText: kind && `${kind}, trọng số`,
  });
  return lines.evaluateAll((all) => all.map((it) => it.dataset["milestone"]!));
}

/**
 * The first products on a person's list that nothing happened to yet and that move the share of
 * their unit, as their form names it: what stands beside the databases tells the share of its task
 * alone.
 */
export async function productsThatMove(page: Page, number: number): Promise<string[]> {
  const found: string[] = [];
  for (const id of await toReport(page, "Sản phẩm")) {
    await page.goto(`/work/${id}`, { waitUntil: "domcontentloaded" });
    if (!(await page.locator('.actions button[value="submit"]').count())) continue;
    if (await page.locator(".history").count()) continue;
    const unit = await page.locator('.crumb a[href^="/units/"]').innerText();
    const told = await page.locator(".effect p").first().innerText();
    const shares = told.match(/[\d,]+%/g) ?? [];
    if (told.includes(unit) && shares.length === 2 && shares[0] !== shares[1]) found.push(id);
    if (found.length === number) return found;
  }
  throw new Error(`fewer than ${number} products move the share of their unit`);
}

/** The first of them; the page is left at its form. */
export async function movesItsUnit(page: Page): Promise<string> {
  const [id] = await productsThatMove(page, 1);
  await page.goto(`/work/${id}`);
  return id!;
}

/** The figure of this name as the page states it to machines; the first one in `within`. */
export async function figure(within: Page | Locator, name: string): Promise<number> {
  const value = await within.locator(`data[data-figure="${name}"]`).first().getAttribute("value");
  expect(value, `figure ${name}`).toMatch(/^-?\d+(\.\d+)?$/);
  return Number(value);
}

/** A share as people read it: "34,2%". */
export function printed(share: number | string): string {
  return `${(Math.round(Number(share) * 1000) / 10).toFixed(1).replace(".", ",")}%`;
}

export async function expectNoAxeViolations(page: Page): Promise<void> {
  const { violations } = await axe(page);
  const found = violations.map((violation) => ({
    rule: violation.id,
    impact: violation.impact,
    help: violation.help,
    where: violation.nodes.slice(0, 5).map((node) => node.target.join(" ")),
  }));
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

async function axe(page: Page) {
  // axe waits by timers, which stand still in a page without JavaScript: what that page
  // shows is then examined in a copy that may run scripts, and has none of its own.
  if (test.info().project.use.javaScriptEnabled !== false) {
    return analyze(page);
  }
  const copy = await page.context().browser()!.newContext({
    viewport: page.viewportSize(),
    locale: "vi-VN",
    storageState: await page.context().storageState(),
    javaScriptEnabled: true,
  });
  try {
    const body = (await page.content()).replace(/<script\b[^]*?<\/script>/g, "");
    const shown = await copy.newPage();
    await shown.route(page.url(), (route) =>
      route.fulfill({ body, contentType: "text/html; charset=utf-8" }),
    );
    await shown.goto(page.url());
    return await analyze(shown);
  } finally {
    await copy.close();
  }
}

/** Every rule of axe, and of what holds only how much it was: naming each element that passes
 * took two thirds of the time. In one go, as no page has a frame. */
const analyze = (page: Page) =>
  new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .setLegacyMode()
    .analyze();

/** What is drawn or written smaller than so many pixels: its words, and how large. Signs of a
 * status are not words. */
export function smallWords(least: number): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const parent = text.parentElement;
    if (!parent || !text.textContent?.trim() || parent.closest(".sr, .sprite, symbol, script, style, .g")) continue;
    if (!parent.checkVisibility?.({ checkVisibilityCSS: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    let size = parseFloat(getComputedStyle(parent).fontSize);
    if (parent instanceof SVGGraphicsElement) size *= parent.getScreenCTM()?.a ?? 1;
    if (size < least - 0.05) found.push(`${text.textContent.trim().slice(0, 30)}: ${size.toFixed(1)}`);
  }
  return found;
}
