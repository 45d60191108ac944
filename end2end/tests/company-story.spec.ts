import type { Page } from "@playwright/test";
import {
  deliver,
  dutyOf,
  expect,
  expectNoAxeViolations,
  figure,
  movesItsUnit,
  person,
  signIn,
  test,
} from "./fixtures";

const company = "VIETTEL";
const account = "partner.viettel";

interface Product {
  id: string;
  unit: string;
  duty: string;
}

/** The first product on the company's list whose unit's share it moves. */
async function openProduct(page: Page): Promise<Product> {
  const id = await movesItsUnit(page);
  const path = await page.locator('.crumb a[href^="/units/"]').getAttribute("href");
  const unit = path!.split("/").pop()!;
  return { id, unit, duty: await dutyOf(page, unit, id) };
}

/** Claimed and accepted, as the pages of the unit, the duty and the company state them. */
async function everywhere(page: Page, it: Product) {
  const read = async (path: string, scope: string, code: string) => {
    await page.goto(path);
    const place = page.locator(`[data-scope="${scope}"][data-code="${code}"]`).first();
    return { claimed: await figure(place, "claimed"), accepted: await figure(place, "accepted") };
  };
  return {
    unit: await read(`/units/${it.unit}`, "unit", it.unit),
    duty: await read(`/duties/${it.duty}`, "duty", it.duty),
    company: await read(`/partners/${company}`, "partner", company),
  };
}

/** Decides as one does who comes from the list. */
async function decide(page: Page, id: string, decision: string, reason: string): Promise<void> {
  await page.goto("/review");
  await page.locator(`a[href="/review/${id}"]`).first().click();
  if (decision === "accepted") await page.locator('[name="checked"]').check();
  if (reason) await page.locator("#reason").fill(reason);
  await page.locator(`button[name="decision"][value="${decision}"]`).click();
  await expect(page).toHaveURL(new RegExp(`done=${decision}`));
}

test("a company delivers, the head returns it, it delivers again, the head accepts", async ({
  page,
  browser,
  server,
}) => {
  test.setTimeout(90_000);
  await signIn(page, account);
  await expect(page).toHaveURL(new RegExp(`/partners/${company}$`));
  const product = await openProduct(page);
  const head = await person(browser, server, `head.${product.unit.toLowerCase()}`);
  const before = await everywhere(page, product);

  const link = "https://example.invalid/31-BG-VT.pdf";
  await deliver(page, product.id, { produced: "Tập dữ liệu đã đối soát, kèm biên bản", link });
  await expectNoAxeViolations(page);
  const sent = await everywhere(page, product);
  for (const where of ["unit", "duty", "company"] as const) {
    expect(sent[where].claimed, where).toBeGreaterThan(before[where].claimed);
    expect(sent[where].accepted, where).toBe(before[where].accepted);
  }
  // The head reads the same figures.
  expect(await everywhere(head, product)).toEqual(sent);

  const reason = "Đề nghị bổ sung biên bản đối soát tháng 10.";
  await decide(head, product.id, "returned", reason);
  expect(await everywhere(page, product)).toEqual(before);
  await page.goto("/work");
  await expect(page.locator(`[data-milestone="${product.id}"]`)).toContainText(reason);

  await deliver(page, product.id, { produced: "Tập dữ liệu, biên bản tháng 10", link });
  expect(await everywhere(page, product)).toEqual(sent);
  await decide(head, product.id, "accepted", "");
  const after = await everywhere(page, product);
  for (const where of ["unit", "duty", "company"] as const) {
    expect(after[where].claimed, where).toBe(sent[where].claimed);
    expect(after[where].accepted, where).toBeGreaterThan(before[where].accepted);
  }
  expect(await everywhere(head, product)).toEqual(after);

  // What the command says is what the pages say.
  const figures = JSON.parse(await server.command("figures"));
  expect(after.company.accepted).toBe(figures.partners[company].accepted);
  expect(after.unit.accepted).toBe(figures.units[product.unit].accepted);
});

test("what a company owes this month is two clicks from the overview", async ({ page }) => {
  await signIn(page, "committee");
  await page.goto("/");
  await page.locator('nav a[href="/partners"]').first().click();
  await page.locator('main a[href="/partners/VNPT"]').first().click();
  await expect(page.locator(".pace")).toContainText(/Đến \d\d\/\d\d\/\d{4}/);
  await expect(page.locator("#owed h2")).toContainText("Phải bàn giao đến");
});

test("a company is sent to its own page and finds no other", async ({ page }) => {
  await signIn(page, account);
  for (const path of ["/", "/partners"]) {
    await page.goto(path);
    await expect(page).toHaveURL(new RegExp(`/partners/${company}$`));
  }
  for (const path of ["/partners/VNPT", "/partners/NOBODY"]) {
    const answer = await page.goto(path);
    expect(answer!.status()).toBe(404);
  }
});
