import { expect, expectNoAxeViolations, haveSession, test } from "./fixtures";
import { isVariant, type Visited } from "./pages";

/** Pages at one width: no finding of axe, and nothing wider than the screen. Words of another
 * language may be too wide for a phone; to axe they are the same elements again. */
export function lookAt(pages: Visited[], width: number): void {
  test.use({ viewport: { width, height: 900 } });
  for (const visited of pages) {
    const { path, as, status } = visited;
    test(`${path} as ${as ?? "a visitor"}, ${width} pixels wide`, async ({ page }) => {
      // axe at a page of hundreds of rows, on a machine that does something else beside.
      test.setTimeout(90_000);
      if (as) await haveSession(page, as);
      const answer = await page.goto(path);
      expect(answer?.status()).toBe(status ?? 200);

      // Tables scroll inside themselves; the page never does sideways.
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, "pixels the page is too wide").toBeLessThanOrEqual(0);

      if (width < 800 && isVariant(visited)) return;
      await page.evaluate(keepSomeRows);
      await expectNoAxeViolations(page);
    });
  }
}

/** axe looks at every element, 20 seconds of 222 rows: thirty from all over a table tell. */
function keepSomeRows(): void {
  for (const table of document.querySelectorAll("tbody")) {
    const step = Math.ceil(table.rows.length / 30);
    [...table.rows].filter((_, index) => index % step).forEach((row) => row.remove());
  }
}
