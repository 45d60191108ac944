import { expect, expectNoAxeViolations, signIn, test } from "./fixtures";
import { isVariant, type Visited } from "./pages";

/** Pages at one width: no finding of axe, and nothing wider than the screen. Words of another
 * language may be too wide for a phone; to axe they are the same elements again. */
export function lookAt(pages: Visited[], width: number): void {
  test.use({ viewport: { width, height: 900 } });
  // axe looks at every element of 222 rows: seconds on a quiet machine, more on a busy one.
  test.setTimeout(180_000);

  for (const visited of pages) {
    const { path, as, status } = visited;
    test(`${path} as ${as ?? "a visitor"}, ${width} pixels wide`, async ({ page }) => {
      if (as) await signIn(page, as);
      const answer = await page.goto(path);
      expect(answer?.status()).toBe(status ?? 200);

      // Tables scroll inside themselves; the page never does sideways.
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, "pixels the page is too wide").toBeLessThanOrEqual(0);

      const phone = width < 800;
      if (phone && isVariant(visited)) return;
      // A phone shows the same rows otherwise arranged: of a long table the first ones tell.
      if (phone) await page.evaluate(keepFirstRows);
      await expectNoAxeViolations(page);
    });
  }
}

function keepFirstRows(): void {
  for (const table of document.querySelectorAll("tbody")) {
    for (const row of [...table.rows].slice(40)) row.remove();
  }
}
