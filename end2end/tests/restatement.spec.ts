import type { Page } from "@playwright/test";
import {
  adjust,
  decide,
  deliver,
  dutyOf,
  expect,
  expectNoAxeViolations,
  figure,
  movesItsUnit,
  person,
  phone,
  printed,
  test,
  toReport,
} from "./fixtures";

// What was mistyped is put right, what was promised is changed by a decision, and what was
// cancelled is followed by another: what stood before always stays to be read.

const RESTATE = "Sửa chỗ gõ nhầm, đổi điều đã hứa";

/** Opens one of the forms of `/review/{id}/restate` the way the office gets there. */
async function restate(page: Page, id: string, button: string): Promise<void> {
  await page.goto(`/review/${id}`);
  await page.getByRole("link", { name: RESTATE }).click();
  const choice = page.locator(".choices-row a", { hasText: button });
  // Alone it needs no choice.
  if (await choice.count()) await choice.click();
}

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, words] of Object.entries(fields)) await page.locator(`#${name}`).fill(words);
}

const save = (page: Page) => page.locator(".adjust-do button").click();

/** Claimed and accepted as printed on the page of a unit. */
async function unitShares(page: Page): Promise<{ claimed: number; accepted: number }> {
  await page.goto("/units/SYT");
  const place = page.locator('[data-scope="unit"][data-code="SYT"]').first();
  return { claimed: await figure(place, "claimed"), accepted: await figure(place, "accepted") };
}

test("what was mistyped in a report is put right by its writer, after the decision by the office", async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  const head = await person(browser, server, "head.syt", phone);
  const office = await person(browser, server, "office");
  const id = await movesItsUnit(head);
  await deliver(head, id, {
    produced: "Tập hồ sơ đã đối soát",
    number: "214/BB-STY",
    file: "Biên bản 214.pdf",
  });
  const claimed = await unitShares(office);

  // The office reads the report as it was sent; meanwhile the head puts its number right.
  await office.goto(`/review/${id}`);
  await head.goto(`/work/${id}`);
  await head.getByRole("link", { name: "Sửa số, ngày, đường dẫn đã gửi" }).click();
  await expect(head.locator("#document_number")).toHaveValue("214/BB-STY");
  await expectNoAxeViolations(head);
  await head.locator("#no_secrets").check();
  await save(head);
  await expect(head.locator(".error-summary, [role=alert]").first()).toContainText("Chưa có gì khác");
  await fill(head, { document_number: "214/BB-SYT", document_day: "hôm qua" });
  await head.locator("#no_secrets").check();
  await save(head);
  await expect(head.locator(".notice, .notice-line").first()).toContainText("Đã sửa.");
  await expect(head.locator(".history")).toContainText("214/BB-STY → 214/BB-SYT");

  // Whoever had the decision open reads again before deciding.
  await office.locator("#checked").check();
  await office.locator("#accept").click();
  await expect(office.locator("main")).toContainText("214/BB-SYT");
  await expect(office).not.toHaveURL(/done=accepted/);
  await decide(office, id, "accepted");
  const accepted = await unitShares(office);
  expect(accepted.claimed).toBe(claimed.claimed);
  expect(accepted.accepted).toBeGreaterThan(claimed.accepted);

  // Decided on, it is no longer the writer's; the office says why, and it shows.
  await head.goto(`/work/${id}`);
  await expect(head.getByRole("link", { name: "Sửa số, ngày, đường dẫn đã gửi" })).toHaveCount(0);
  await restate(office, id, "Sửa văn bản");
  await fill(office, { document_number: "215/BB-SYT" });
  await office.locator("#no_secrets").check();
  await save(office);
  await expect(office.locator("#reason-error")).toBeVisible();
  await expectNoAxeViolations(office);
  await fill(office, { reason: "Gõ nhầm số khi chuyển văn bản" });
  await office.locator("#no_secrets").check();
  await save(office);
  await expect(office).toHaveURL(/done=corrected/);
  await expect(office.locator(".history")).toContainText("214/BB-SYT → 215/BB-SYT");
  await expect(office.locator(".history")).toContainText("sửa sau quyết định");
  expect(await unitShares(office)).toEqual(accepted);
});

/**
 * A milestone whose greater weight moves figures, and what the office is told of its unit; its
 * form is left open, with nothing recorded yet.
 */
async function weighsMore(
  head: Page,
  office: Page,
  decision: Record<string, string>,
): Promise<[string, string]> {
  const last = (await toReport(head, "Sản phẩm")).reverse();
  for (const id of last) {
    await office.goto(`/review/${id}/restate?act=terms`);
    if (!(await office.locator("#weight").count())) continue;
    const weight = Number(await office.locator("#weight").inputValue()) + 6;
    await fill(office, { ...decision, weight: String(weight) });
    await save(office);
    const told = office.locator(".effect li", { hasText: /^Sở Y tế: .*→.*→/ });
    if (await told.count()) return [id, await told.innerText()];
  }
  throw new Error("no weight moves the figures of the unit");
}

test("a weight, a title and a cancelled milestone: a decision is named, what was promised stays", async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  const head = await person(browser, server, "head.syt");
  const office = await person(browser, server, "office");
  const committee = await person(browser, server, "committee");
  const decision = { number: "88/QĐ-BCĐ", approver: "Phó Trưởng ban", reason: "Khối lượng tăng" };

  // What a weight moves is read before it is written, and is what then holds.
  const before = await unitShares(committee);
  const [id, told] = await weighsMore(head, office, decision);
  await expect(office.locator(".effect [role=alert]")).toContainText("Chưa ghi gì");
  expect(await unitShares(committee)).toEqual(before);
  const weight = Number(await office.locator("#weight").inputValue());
  await expectNoAxeViolations(office);
  await save(office);
  await expect(office).toHaveURL(/done=redefined/);
  const after = await unitShares(committee);
  const of = (shares: typeof before) => [printed(shares.claimed), printed(shares.accepted)];
  const [claimed, thenClaimed, accepted, thenAccepted] = told.match(/[\d,]+%/g)!;
  expect(of(before), told).toEqual([claimed, accepted]);
  expect(of(after), told).toEqual([thenClaimed, thenAccepted]);
  const duty = await dutyOf(committee, "SYT", id);
  const milestone = committee.locator(`li[data-milestone="${id}"]`);
  await expect(milestone.locator(".rewritten")).toContainText(`${weight - 6} → ${weight}`);
  await expect(committee.locator("#redefined")).toContainText("88/QĐ-BCĐ");

  // Its typing is put right as it is; another title is another promise.
  await restate(office, id, "Sửa tên mốc");
  const title = await office.locator("#title").inputValue();
  await fill(office, { title: `${title}.` });
  await save(office);
  await expect(office).toHaveURL(/done=corrected/);
  await restate(office, id, "Sửa tên mốc");
  await fill(office, { title: `${title}, đợt 2` });
  await save(office);
  await expect(office.locator("#title-error")).toContainText("đó là một lời hứa khác");
  await expectNoAxeViolations(office);
  await fill(office, decision);
  await save(office);
  await expect(office).toHaveURL(/done=corrected/);
  await committee.goto(`/duties/${duty}`);
  await expect(milestone.locator("h3")).toContainText(`${title}, đợt 2`);
  await expect(milestone.locator(".history")).toContainText(`${title} → ${title}.`);
  await expect(milestone.locator(".history")).toContainText(`${title}. → ${title}, đợt 2`);
  const deadline = await milestone.locator(".facts-list time").first().getAttribute("datetime");
  expect(await unitShares(committee)).toEqual(after);

  // Cancelled, it is followed by another that names it and keeps its deadline.
  await adjust(office, id, "cancelled", {
    number: "89/QĐ-BCĐ",
    reason: "Đổi cách làm",
    sure: true,
  });
  await office.getByRole("link", { name: "Lập mốc thay thế" }).click();
  await fill(office, { ...decision, number: "90/QĐ-BCĐ", title: `${title}, cách làm mới` });
  await save(office);
  await expect(office.locator(".effect [role=alert]")).toContainText("Chưa ghi gì");
  await save(office);
  await expect(office).toHaveURL(/done=replaced/);
  await committee.goto(`/duties/${duty}`);
  await expect(milestone).toContainText(`Mốc thay thế: ${title}, cách làm mới`);
  const next = committee.locator("li[data-milestone]", {
    has: committee.locator("h3", { hasText: `${title}, cách làm mới` }),
  });
  await expect(next).toContainText(
    `Thay cho mốc đã hủy: ${title}, đợt 2. Hạn gốc giữ nguyên.`,
  );
  await expect(next.locator(".facts-list time").first()).toHaveAttribute("datetime", deadline!);
  await head.goto("/work");
  await expect(head.locator(`li[data-milestone="${id}"]`)).toHaveCount(0);
  const followed = head.locator("li[data-milestone] h3", { hasText: `${title}, cách làm mới` });
  await expect(followed).toHaveCount(1);
});
