import type { Browser, Locator, Page } from "@playwright/test";
import { attach, deliver, expect, password, person, phone, test, toReport } from "./fixtures";
import type { Server } from "./server";

// What a task takes: a tap is a click, a tick, a choice, a file chosen, a field that is gone
// into; a character is a letter typed. What a report is about, its product, the number and the
// day of its document, is content: somebody has to say it whatever the form is like, so that its
// taps and letters are counted apart. The title of a test says its bar; what it counted is printed
// and can only become less.

class Count {
  taps = 0;
  characters = 0;
  content = { taps: 0, characters: 0 };

  constructor(readonly page: Page) {}

  async tap(it: Locator): Promise<void> {
    await it.click();
    this.taps += 1;
  }

  async tick(it: Locator): Promise<void> {
    await it.check();
    this.taps += 1;
  }

  /** Goes into a field and types. */
  async type(field: string, words: string): Promise<void> {
    await this.page.locator(`#${field}`).fill(words);
    this.taps += 1;
    this.characters += words.length;
  }

  /** The same of what the report is about. */
  async say(field: string, words: string): Promise<void> {
    await this.page.locator(`#${field}`).fill(words);
    this.content.taps += 1;
    this.content.characters += words.length;
  }

  async choose(file: string): Promise<void> {
    await attach(this.page, file, file);
    this.taps += 1;
  }

  /** Prints what was counted, and holds it to what it took when this was written, or less. */
  atMost(task: string, taps: number, characters: number): void {
    const { content } = this;
    const words =
      `${task}: ${this.taps} taps, ${this.characters} characters ` +
      `(and ${content.taps} taps, ${content.characters} characters of content)`;
    test.info().annotations.push({ type: "taps", description: words });
    console.log(`      ${words}`);
    expect(this.taps, words).toBeLessThanOrEqual(taps);
    expect(this.characters, words).toBeLessThanOrEqual(characters);
  }
}

/** What there is to say of a report that has a document of its own. */
async function say(count: Count, number: string): Promise<void> {
  await count.say("produced", "Tập hồ sơ đã đối soát, kèm biên bản");
  await count.say("document_number", number);
  await count.say("document_day", "20.11");
}

const button = (page: Page, action: string) =>
  page.locator(`.actions button[name="action"][value="${action}"]`);
const noSecrets = (page: Page) => page.locator("#no_secrets");
const menu = (page: Page, path: string) => page.locator(`nav a[href="${path}"]:visible`).first();
const firstOf = (page: Page) => page.locator('main li[data-milestone] h3 a[href^="/work/"]').first();

/** The head of a unit that has so much to report within a month, at the list of it. */
async function busyHead(browser: Browser, server: Server, least: number): Promise<[Page, string]> {
  for (const unit of ["stc", "26956", "26878", "skhcn", "26572"]) {
    const page = await person(browser, server, `head.${unit}`, phone);
    await page.goto("/work");
    const due = page.locator("main section").filter({ has: page.locator(".task-end b") }).first();
    if ((await due.locator('h3 a[href^="/work/"]').count()) >= least) return [page, `head.${unit}`];
    await page.context().close();
  }
  throw new Error(`no unit has ${least} to report`);
}

test("one report: at most 4 taps and 10 characters beside what it says", async ({
  browser,
  server,
}) => {
  test.setTimeout(60_000);
  const [page] = await busyHead(browser, server, 3);
  const withFile = new Count(page);
  await withFile.tap(firstOf(page));
  await say(withFile, "214/BB-STC");
  await withFile.choose("Biên bản 214.pdf");
  await withFile.tick(noSecrets(page));
  await withFile.tap(button(page, "submit"));
  await expect(page).toHaveURL(/done=submitted/);
  withFile.atMost("one report with a file", 4, 0);

  // A document that was handed over for the duty before is offered, and is then all there.
  for (const id of await toReport(page)) {
    await page.goto(`/work/${id}`);
    if (await page.locator(".offered button").count()) break;
  }
  const again = new Count(page);
  again.taps = 1; // the milestone on the list
  await again.say("produced", "Tập hồ sơ đã đối soát, kèm biên bản");
  await again.tap(page.locator(".offered button"));
  await expect(page.locator("#document_number")).not.toHaveValue("");
  await expect(page.locator("#produced")).toHaveValue("Tập hồ sơ đã đối soát, kèm biên bản");
  await again.tick(noSecrets(page));
  await again.tap(button(page, "submit"));
  await expect(page).toHaveURL(/done=submitted/);
  again.atMost("one report with the document of the one before", 4, 0);
});

test("three reports of a unit from signing in, each with a document of its own: at most 13 taps", async ({ browser, server }) => {
  test.setTimeout(90_000);
  const [before, account] = await busyHead(browser, server, 4);
  await before.context().clearCookies();
  const page = before;
  const apart = new Count(page);
  await page.goto("/");
  const signsIn = async (count: Count) => {
    await count.type("username", account);
    await count.type("password", password);
    await count.tap(page.locator("form button.btn"));
    await expect(page).toHaveURL(/\/$/);
  };
  await signsIn(apart);
  apart.atMost("signing in and seeing what is due", 3, 40);
  await apart.tap(firstOf(page));
  for (const [number, action] of [
    ["1/BB", "submit-next"],
    ["2/BB", "submit-next"],
    ["3/BB", "submit"],
  ] as const) {
    await say(apart, number);
    await apart.choose(`Biên bản ${number[0]}.pdf`);
    await apart.tick(noSecrets(page));
    await apart.tap(button(page, action));
    await expect(page.locator(".notice, .notice-line").first()).toContainText("Đã gửi");
  }
  apart.atMost("three reports of a unit, each with a document of its own", 13, 40);
});

test("three reports of a unit from signing in, with one document: at most 13 taps", async ({ browser, server }) => {
  test.setTimeout(60_000);
  const [page, account] = await busyHead(browser, server, 3);
  await page.context().clearCookies();
  const count = new Count(page);
  await page.goto("/");
  await count.type("username", account);
  await count.type("password", password);
  await count.tap(page.locator("form button.btn"));
  await count.tap(firstOf(page));
  await say(count, "7/BB");
  await count.choose("Biên bản 7.pdf");
  await count.tap(page.locator('button[name="action"][value="together"]'));
  const boxes = page.locator('.together input[type="checkbox"]:visible');
  await count.tick(boxes.nth(0));
  await count.tick(boxes.nth(1));
  await count.tick(noSecrets(page));
  await count.tap(button(page, "submit"));
  await expect(page.locator(".notice, .notice-line").first()).toContainText("Cùng lúc đã gửi 2 mốc");
  count.atMost("three reports of a unit with one document", 11, 40);
});

test("three deliveries of a company from its own page: at most 12 taps", async ({
  browser,
  server,
}) => {
  test.setTimeout(90_000);
  const page = await person(browser, server, "partner.mobifone", phone);
  const apart = new Count(page);
  await page.goto("/");
  await apart.tap(menu(page, "/work"));
  await apart.tap(firstOf(page));
  for (const [number, action] of [
    ["1/BG", "submit-next"],
    ["2/BG", "submit-next"],
    ["3/BG", "submit"],
  ] as const) {
    await say(apart, number);
    await apart.choose(`Bàn giao ${number[0]}.pdf`);
    await apart.tick(noSecrets(page));
    await apart.tap(button(page, action));
    await expect(page.locator(".notice, .notice-line").first()).toContainText("Đã gửi");
  }
  apart.atMost("three deliveries of a company, each with a document of its own", 11, 0);

  // What is called the same at many units is handed over with one document for all.
  const together = new Count(page);
  await page.goto("/");
  await together.tap(menu(page, "/work"));
  const offers = page.locator("main a", { hasText: /^Gửi chung một báo cáo cho ([3-9]|\d\d) mốc/ });
  if (!(await offers.first().isVisible())) await together.tap(page.locator("details summary").first());
  await together.tap(offers.first());
  const ticked = await page.locator(".together input:checked").count();
  expect(ticked).toBeGreaterThanOrEqual(2);
  await say(together, "4/BG");
  await together.choose("Bàn giao 4.pdf");
  await together.tick(noSecrets(page));
  await together.tap(button(page, "submit"));
  await expect(page.locator(".notice, .notice-line").first()).toContainText(
    `Cùng lúc đã gửi ${ticked} mốc khác`,
  );
  together.atMost(`${ticked + 1} deliveries of one name with one document`, 6, 0);
});

/** Its head is the office, whose desk has the reports of all. */
const OFFICE = "Văn phòng Ủy ban nhân dân Thành phố";

test("a head accepts a delivery and returns one: at most 4 taps each", async ({
  browser,
  server,
}) => {
  test.setTimeout(60_000);
  // A company hands two over at one unit.
  const partner = await person(browser, server, "partner.viettel");
  await partner.goto("/work");
  const lines = await partner.locator("main li[data-milestone]").evaluateAll((all) =>
    all
      .filter((it) => it.querySelector('h3 a[href^="/work/"]') && it.querySelector(".task-end b"))
      .map((it) => [it.querySelector("b.second")?.textContent ?? "", it.dataset["milestone"]!]),
  );
  const handed: string[] = [];
  for (const name of new Set(lines.map(([it]) => it))) {
    if (name === OFFICE) continue;
    const products: string[] = [];
    for (const [, id] of lines.filter(([it]) => it === name) as [string, string][]) {
      if (products.length === 2) break;
      await partner.goto(`/work/${id}`);
      if (await partner.locator(".kinds [aria-current]", { hasText: "Sản phẩm" }).count()) products.push(id);
    }
    if (products.length < 2) continue;
    for (const id of products) {
      await partner.goto(`/work/${id}`);
      await deliver(partner, id, { produced: "Tập dữ liệu", file: "Bàn giao.pdf" });
      handed.push(id);
    }
    break;
  }
  const code = await partner.locator('.crumb a[href^="/units/"]').getAttribute("href");
  const account = `head.${code!.split("/").pop()!.toLowerCase()}`;
  const head = await person(browser, server, account, phone);

  const opensEvidence = async (count: Count) => {
    const opened = head.waitForEvent("popup");
    await count.tap(head.locator('.of-this a[href^="/files/"]').first());
    await (await opened).close();
  };
  const [first, second] = handed as [string, string];
  const accepts = new Count(head);
  await head.goto("/review");
  await accepts.tap(head.locator(`tr[data-milestone="${first}"] a`));
  await opensEvidence(accepts);
  await accepts.tick(head.locator("#checked"));
  await accepts.tap(head.locator("#accept"));
  await expect(head.locator(".notice, .notice-line").first()).toContainText("Đã nghiệm thu");
  accepts.atMost("a head accepts a delivery", 4, 0);

  const returns = new Count(head);
  await head.goto("/review");
  await returns.tap(head.locator(`tr[data-milestone="${second}"] a`));
  await opensEvidence(returns);
  await returns.tap(head.locator('[name="usual"]').first());
  await returns.tap(head.locator("#return"));
  await expect(head.locator(".notice, .notice-line").first()).toContainText("Đã trả lại");
  returns.atMost("a head returns a delivery", 4, 0);

  // What came back stands first on the company's list, with the reason.
  const sees = new Count(partner);
  await partner.goto("/");
  await sees.tap(menu(partner, "/work"));
  await expect(partner.locator("main li[data-milestone]").first().locator(".warning")).toBeVisible();
  await expect(partner.locator(`li[data-milestone="${second}"] .warning`)).toHaveCount(1);
  sees.atMost("a company sees what came back, and why", 1, 0);
});
