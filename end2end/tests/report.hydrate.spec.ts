import { expect, expectNoAxeViolations, signIn, test } from "./fixtures";

test("what is typed is saved by itself, with its files, and stands in the form again", async ({ page }) => {
  await signIn(page, "head.syt");
  await page.goto("/work");
  // Also where nothing is due soon: what is open comes first, folded or not.
  await page.locator("details").evaluateAll((all) => all.forEach((it) => it.setAttribute("open", "")));
  await page.locator("[data-milestone] h3 a").first().click();
  const report = new URL(page.url()).pathname;
  await page.locator("#produced").fill("Tập 1.204 hồ sơ đã đối soát");
  await page.locator("#document_number").fill("77/BB");
  await page.locator("#files").setInputFiles({
    name: "Biên bản 77.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7 biên bản 77"),
  });
  await expect(page.locator(".files")).toContainText("Biên bản 77.pdf");
  await expect(page.locator(".kept")).toContainText("Đã lưu nháp");

  // The same in it is told, and not taken twice.
  await page.locator("#files").setInputFiles({
    name: "Bản sao.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7 biên bản 77"),
  });
  await expect(page.locator(".upload")).toContainText("Bản sao.pdf: nội dung giống hệt");

  // Letters are counted once they come near to what a field holds.
  await page.locator("#produced").fill("đ".repeat(1_600));
  await expect(page.locator(".kept")).toContainText("1600/2.000 ký tự");
  await page.locator("#produced").fill("Tập 1.204 hồ sơ đã đối soát");

  // Left without a press on any button.
  await page.goto("/work");
  await page.goto(report);
  await expect(page.locator("#produced")).toHaveValue("Tập 1.204 hồ sơ đã đối soát");
  await expect(page.locator("#document_number")).toHaveValue("77/BB");
  await expect(page.locator(".files")).toContainText("Biên bản 77.pdf");
  await expect(page.locator(".withdraw")).toContainText("Bản nháp của");
  await expectNoAxeViolations(page);

  await page.getByRole("button", { name: "Bỏ bản nháp" }).click();
  await page.getByRole("button", { name: "Bỏ hẳn" }).click();
  await expect(page.locator(".notice")).toContainText("Đã bỏ bản nháp");
  await expect(page.locator("#produced")).not.toHaveValue(/1\.204/);
});

test("what is typed and neither sent nor kept is not left behind by a click", async ({ page }) => {
  await signIn(page, "office");
  await page.goto("/review");
  await page.locator(".review-table tbody th a").first().click();
  const asked: string[] = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await page.locator("#reason").fill("Thiếu biên bản đối soát của ba xã");
  await page.locator("header").getByRole("link", { name: "Toàn chiến dịch" }).click({ noWaitAfter: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await expect(page.locator("#reason")).toHaveValue("Thiếu biên bản đối soát của ba xã");

  // A search takes it along as a link does.
  await page.locator("#find").fill("y tế");
  await page.locator("#find").press("Enter", { noWaitAfter: true });
  await expect.poll(() => asked).toHaveLength(2);
  await expect(page.locator("#reason")).toHaveValue("Thiếu biên bản đối soát của ba xã");

  // What is sent is not asked about, nor is a form that is as it was.
  await page.locator("#return").click();
  await expect(page.getByText("Đã trả lại").first()).toBeVisible();
  await page.locator("header").getByRole("link", { name: "Toàn chiến dịch" }).click();
  await expect(page.locator("#reason")).toHaveCount(0);
  expect(asked).toHaveLength(2);
});
