import { expect, expectNoAxeViolations, signIn, test } from "./fixtures";
import type { Visited } from "./pages";

/** Pages at one width: no finding of axe, and nothing wider than the screen. */
export function lookAt(pages: Visited[], width: number): void {
  test.use({ viewport: { width, height: 900 } });
  // axe looks at every element of 222 rows: seconds on a quiet machine, more on a busy one.
  test.setTimeout(180_000);

  for (const { path, as, status } of pages) {
    test(`${path} as ${as ?? "a visitor"}, ${width} pixels wide`, async ({ page }) => {
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
}
