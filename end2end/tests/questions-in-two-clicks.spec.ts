import type { Locator, Page } from "@playwright/test";
import { expect, haveSession, test } from "./fixtures";

// What a committee asks of the campaign in the morning, and how many clicks the answer is away
// from the first page: two at most.

class Clicks {
  made = 0;

  constructor(readonly page: Page) {}

  async on(it: Locator): Promise<void> {
    await it.first().click();
    this.made += 1;
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole("link", { name });
  }
}

interface Question {
  asks: string;
  /** What is done for the answer. */
  way: (clicks: Clicks) => Promise<void>;
  /** What stands there then. */
  answer: (page: Page) => Promise<void>;
}

const questions: Question[] = [
  {
    asks: "which databases are behind, and why",
    way: (c) => c.on(c.link(/^60 cơ sở dữ liệu/)),
    answer: async (page) => {
      await expect(page).toHaveURL(/\/databases/);
      await expect(page.locator("h1")).toContainText("chậm kế hoạch");
    },
  },
  {
    asks: "which wards are silent",
    way: (c) => c.on(c.page.locator(".rest a[href*='kind=ward']")),
    answer: async (page) => {
      await expect(page).toHaveURL(/silent=1/);
      await expect(page.locator("[data-scope=unit]").first()).toBeVisible();
    },
  },
  {
    asks: "what a company owes this month",
    way: (c) => c.on(c.page.locator(".rest a[href^='/partners/VNPT']")),
    answer: (page) => expect(page.locator("h1")).toContainText("bàn giao trễ"),
  },
  {
    asks: "where satisfaction is measured",
    way: (c) => c.on(c.page.locator(".rest [data-scope=indicator] a[href^='/outcomes/']")),
    answer: (page) => expect(page).toHaveURL(/\/outcomes\//),
  },
  {
    asks: "what got worse since last week",
    way: (c) => c.on(c.page.locator(".rest a[href^='/compare']")),
    answer: (page) => expect(page.locator("h1")).toContainText("nghiệm thu"),
  },
  {
    asks: "who must act, all of them",
    way: (c) => c.on(c.page.locator(".pressing-section .section-head a")),
    answer: (page) => expect(page).toHaveURL(/\/actions/),
  },
  {
    asks: "two dates beside each other",
    way: (c) => c.on(c.link("So sánh hai ngày")),
    answer: (page) => expect(page).toHaveURL(/\/compare/),
  },
  {
    asks: "one page for the meeting",
    way: async (c) => {
      await c.on(c.page.locator(".nav summary"));
      await c.on(c.page.locator(".nav a[href='/brief']"));
    },
    answer: (page) => expect(page).toHaveURL(/\/brief/),
  },
  {
    asks: "the unit whose name was typed without accents",
    way: async (c) => {
      await c.page.locator("#find").fill("phuong thanh my tay");
      await c.on(c.page.locator(".find button"));
      await c.on(c.page.locator("main a[href^='/units/']"));
    },
    answer: (page) => expect(page.locator("main")).toContainText("Thạnh Mỹ Tây"),
  },
  {
    asks: "the late duties",
    way: (c) => c.on(c.page.locator(".statuses [data-status=late] b a")),
    answer: async (page) => {
      await expect(page).toHaveURL(/\/duties\?/);
      await expect(page.locator("main [data-status=late]").first()).toBeVisible();
    },
  },
];

for (const { asks, way, answer } of questions) {
  test(`${asks}: two clicks at most`, async ({ page }) => {
    await haveSession(page, "committee");
    await page.goto("/");
    const clicks = new Clicks(page);
    await way(clicks);
    await answer(page);
    const words = `${asks}: ${clicks.made} clicks`;
    test.info().annotations.push({ type: "clicks", description: words });
    console.log(`      ${words}`);
    expect(clicks.made, words).toBeLessThanOrEqual(2);
  });
}

test("from a late cell of the matrix to the document of it: two clicks", async ({ page }) => {
  await haveSession(page, "committee");
  await page.goto("/matrix?group=department&status=late");
  const clicks = new Clicks(page);
  // One that was handed over and came back: what nobody reported has no document.
  await clicks.on(page.locator("td[data-status=late] a[href*='/duties/SNV/QG08']"));
  await expect(page.locator("h1")).toContainText(/(Trễ|muộn) \d+ ngày/);
  await expect(page.locator("main a[href*='example.invalid'], main a[href^='/files/']").first()).toBeVisible();
});
