import AxeBuilder from "@axe-core/playwright";
import { test as base, type Cookie, expect, type Locator, type Page } from "@playwright/test";
import { password, Server } from "./server";

export { expect, password };

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
      context.on("response", (response) => {
        if (response.request().isNavigationRequest() && response.status() < 500) {
          refused.add(response.url());
        }
      });
      context.on("console", (message) => {
        const text = `${message.text()} (${message.location().url})`;
        const ownStatus =
          text.startsWith("Failed to load resource") && refused.has(message.location().url);
        // An island without its function in the wasm is only a warning to Leptos.
        const deadIsland = text.includes("Could not find WASM function");
        if ((message.type() === "error" && !ownStatus) || deadIsland) errors.push(text);
      });
      context.on("weberror", (error) => errors.push(String(error.error())));
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
  if (await haveSession(page, account)) await page.goto("/");
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

/** The figure of this name as the page states it to machines; the first one in `within`. */
export async function figure(within: Page | Locator, name: string): Promise<number> {
  const value = await within.locator(`data[data-figure="${name}"]`).first().getAttribute("value");
  expect(value, `figure ${name}`).toMatch(/^-?\d+(\.\d+)?$/);
  return Number(value);
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
    return new AxeBuilder({ page }).analyze();
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
    return await new AxeBuilder({ page: shown }).analyze();
  } finally {
    await copy.close();
  }
}
