import type { Page } from "@playwright/test";
import { expect, expectNoAxeViolations, figure, signIn, test } from "./fixtures";

/** Opens the first open product milestone of the person's list; returns its id. */
async function openProduct(page: Page): Promise<string> {
  await page.goto("/work");
  const links = await page.locator('main a[href^="/work/"]').evaluateAll((all) =>
    [...new Set(all.map((a) => a.getAttribute("href")!))].slice(0, 30),
  );
  for (const link of links) {
    await page.goto(link);
    const product = page.locator(".kinds [aria-current]", { hasText: "Sản phẩm" });
    const send = page.getByRole("button", { name: "Gửi nghiệm thu" });
    if (!(await product.count()) || !(await send.count())) continue;
    // What stands beside the databases moves no share of unit and city, and tells the task's.
    const unit = await page.locator('main a[href^="/units/"]').first().innerText();
    const effect = await page.locator(".effect p").first().innerText();
    const shares = effect.match(/[\d,]+%/g) ?? [];
    if (effect.includes(unit) && shares[0] !== shares[1]) return link.split("/").pop()!;
  }
  throw new Error("no open product milestone");
}

async function fill(page: Page, produced: string): Promise<void> {
  await page.locator('[name="produced"]').fill(produced);
  await page.locator('[name="document_number"]').fill("214/BB-SYT");
  await page.locator('[name="document_day"]').fill("02/02/2026");
  await page.locator('[name="link"]').fill("https://example.invalid/214-BB-SYT.pdf");
  await page.locator('[name="no_secrets"]').check();
}

async function send(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Gửi nghiệm thu" }).click();
  await expect(page).toHaveURL(/done=submitted/);
}

async function decide(page: Page, id: string, decision: string, reason: string): Promise<void> {
  await page.goto(`/review/${id}`);
  if (decision === "accepted") await page.locator('[name="checked"]').check();
  if (reason) await page.locator("#reason").fill(reason);
  await page.locator(`button[name="decision"][value="${decision}"]`).click();
}

/** The city's figures as a committee member reads them. */
async function city(page: Page): Promise<{ claimed: number; accepted: number }> {
  await page.goto("/");
  const scope = page.locator('[data-scope="city"]').first();
  return { claimed: await figure(scope, "claimed"), accepted: await figure(scope, "accepted") };
}

test("a head reports, the office returns, the head reports again, the office accepts, the committee sees it", async ({
  page,
  browser,
  server,
}) => {
  test.setTimeout(90_000);
  const person = async (account: string) => {
    const javaScriptEnabled = test.info().project.use.javaScriptEnabled;
    const context = await browser.newContext({ baseURL: server.origin, javaScriptEnabled });
    const own = await context.newPage();
    await signIn(own, account);
    return own;
  };
  const office = await person("office");
  const committee = await person("committee");
  await signIn(page, "head.syt");
  const before = await city(committee);

  // Mistakes are told beside their field, and what was typed stays.
  const id = await openProduct(page);
  await fill(page, "Tập hồ sơ đã đối soát, kèm biên bản");
  await page.locator('[name="document_day"]').fill("31/11/2026");
  await page.getByRole("button", { name: "Gửi nghiệm thu" }).click();
  await expect(page.locator("#document_day")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator('[name="produced"]')).toHaveValue("Tập hồ sơ đã đối soát, kèm biên bản");
  await expect(page).toHaveURL(new RegExp(`/work/${id}$`));
  await expectNoAxeViolations(page);

  await page.locator('[name="document_day"]').fill("02/02/2026");
  await send(page);
  const claimed = await city(committee);
  expect(claimed.claimed).toBeGreaterThan(before.claimed);
  expect(claimed.accepted).toBe(before.accepted);

  // Returning needs a reason.
  await decide(office, id, "returned", "");
  await expect(office.locator("#reason")).toHaveAttribute("aria-invalid", "true");
  await decide(office, id, "returned", "Đề nghị bổ sung chữ ký tại trang 4.");
  await expect(office).toHaveURL(/done=returned/);
  expect(await city(committee)).toEqual(before);

  await page.goto(`/work/${id}`);
  await expect(page.locator("main")).toContainText("Đề nghị bổ sung chữ ký tại trang 4.");
  await fill(page, "Tập hồ sơ đã đối soát, kèm biên bản đủ chữ ký");
  await send(page);
  await decide(office, id, "accepted", "");
  await expect(office).toHaveURL(/done=accepted/);
  const after = await city(committee);
  expect(after.accepted).toBeGreaterThan(before.accepted);
  expect(after.claimed).toBe(claimed.claimed);

  await committee.goto("/");
  await expect(committee.locator("main")).toContainText("Sở Y tế");
});

test("two people who save the same draft see both versions", async ({ page, browser, server }) => {
  await signIn(page, "member.stp");
  const id = await openProduct(page);
  const javaScriptEnabled = test.info().project.use.javaScriptEnabled;
  const context = await browser.newContext({ baseURL: server.origin, javaScriptEnabled });
  const other = await context.newPage();
  await signIn(other, "head.stp");
  await other.goto(`/work/${id}`);

  await page.locator('[name="produced"]').fill("Bản của đầu mối");
  await page.getByRole("button", { name: "Lưu nháp" }).click();
  await expect(page).toHaveURL(/done=draft/);

  await other.locator('[name="produced"]').fill("Bản của người đứng đầu");
  await other.getByRole("button", { name: "Lưu nháp" }).click();
  const conflict = other.locator(".conflict");
  await expect(conflict).toContainText("Bản của đầu mối");
  await expect(conflict).toContainText("Bản của người đứng đầu");
  await expect(other.locator('[name="produced"]')).toHaveValue("Bản của người đứng đầu");
  await expectNoAxeViolations(other);
});
