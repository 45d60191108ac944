import { expect, expectNoAxeViolations, person, phone, signIn, test } from "./fixtures";

test("the office reminds of late work, the head explains on a phone, and all see why it is late", async ({
  page,
  browser,
  server,
}) => {
  test.setTimeout(90_000);
  await signIn(page, "office");
  await page.goto("/units/SYT");
  const late = page.locator(".late-line", { has: page.getByRole("link", { name: "Nhắc" }) }).first();
  await late.getByRole("link", { name: "Nhắc" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Mốc");
  const id = new URL(page.url()).pathname.split("/")[2];
  await page.getByRole("button", { name: "Gửi" }).click();
  await expect(page.locator("#text-error")).toContainText("Chưa ghi câu hỏi");
  await expectNoAxeViolations(page);
  await page.locator('[name="text"]').fill("Phần nào còn lại, xong ngày nào?");
  await page.getByRole("button", { name: "Gửi" }).click();
  await expect(page.getByText("Đã gửi. Bên thực hiện thấy câu này")).toBeVisible();

  const head = await person(browser, server, "head.syt", phone);
  await head.goto("/work");
  const asked = head.locator(".asked-of-you li", { hasText: "Phần nào còn lại" });
  await expect(asked).toBeInViewport();
  await asked.getByRole("link", { name: "Giải trình" }).click();
  await head.locator('[name="text"]').fill("Sổ gốc của ba xã chưa tìm thấy");
  await head.locator('[name="day"]').fill("31.12.2027");
  await head.getByRole("button", { name: "Gửi giải trình" }).click();
  await expect(head.locator("#cause-error")).toContainText("Chưa chọn nguyên nhân");
  await expectNoAxeViolations(head);
  await expect(head.locator('[name="day"]')).toHaveValue("31.12.2027");
  await head.locator('[name="cause"]').selectOption({ label: "dữ liệu gốc" });
  await head.getByRole("button", { name: "Gửi giải trình" }).click();
  await expect(head.getByText("Đã ghi giải trình và ngày cam kết.")).toBeVisible();
  await expect(asked).toHaveCount(0);

  await page.reload();
  const milestone = page.locator(`li[data-milestone="${id}"]`);
  await expect(milestone).toContainText("Nguyên nhân: dữ liệu gốc · cam kết 31/12/2027");
  await expect(milestone).toContainText("Sổ gốc của ba xã");
  await page.goto("/explanations");
  await expect(page.locator(".explained tbody tr").first()).toContainText("Sổ gốc của ba xã");
  await expectNoAxeViolations(page);
});
