import { expect, expectNoAxeViolations, signIn, test } from "./fixtures";
import { pages } from "./pages";

for (const width of [1440, 390]) {
  test.describe(`${width} pixels wide`, () => {
    test.use({ viewport: { width, height: 900 } });
    // axe looks at every element of 222 rows: seconds on a quiet machine, more on a busy one.
    test.setTimeout(180_000);

    for (const { path, as, status } of pages) {
      test(`${path} as ${as ?? "a visitor"}`, async ({ page }) => {
        if (as) await signIn(page, as);
        const answer = await page.goto(path);
        expect(answer?.status()).toBe(status ?? 200);
        await expectNoAxeViolations(page);

        // Tables scroll inside themselves; the page never does sideways.
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, "pixels the page is too wide").toBeLessThanOrEqual(0);
      });
    }
  });
}
