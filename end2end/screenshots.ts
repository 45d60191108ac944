// Pictures of the pages into target/screenshots: PAGE-ACCOUNT-{1440,820,390,dark}.png and .pdf.
// SCREENSHOTS="committee:/matrix head.syt:/work" takes only these.
import fs from "node:fs";
import { fileURLToPath } from "node:url";
import { signIn, test } from "./tests/fixtures";
import { pages } from "./tests/pages";

const into = fileURLToPath(new URL("../target/screenshots", import.meta.url));
fs.mkdirSync(into, { recursive: true });

const asked = process.env.SCREENSHOTS?.split(/\s+/).map((item) => {
  const [as = "", path = "/"] = item.split(/:(.*)/);
  return { as: as || null, path };
});

for (const { path, as } of asked ?? pages) {
  test(`${path} as ${as ?? "a visitor"}`, async ({ page }) => {
    const name = path.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "overview";
    const file = (kind: string) => `${into}/${name}-${as ?? "visitor"}-${kind}`;

    if (as) await signIn(page, as);
    for (const width of [1440, 820, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path);
      await page.screenshot({ path: file(`${width}.png`), fullPage: true });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.screenshot({ path: file("dark.png"), fullPage: true });
    await page.emulateMedia({ colorScheme: "light", media: "print" });
    await page.pdf({ path: file("print.pdf"), format: "A4", printBackground: false });
  });
}
