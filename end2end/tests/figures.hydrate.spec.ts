import type { Page } from "@playwright/test";
import { expect, signIn, test } from "./fixtures";

type Group = Record<string, number | null>;
type Figures = {
  city: Group;
  programme: Group;
  agreements: Group;
} & Record<"blocs" | "tiers" | "units" | "databases" | "partners", Record<string, Group>>;

/** What `tiendo figures` prints for the scope a page names. */
function group(figures: Figures, scope: string, code: string): Group | undefined {
  const groups = { bloc: "blocs", tier: "tiers", unit: "units", database: "databases", partner: "partners" } as const;
  if (scope === "city") return figures.city;
  if (scope === "group" && (code === "programme" || code === "agreements")) return figures[code];
  return scope in groups ? figures[groups[scope as keyof typeof groups]][code] : undefined;
}

/** Every figure of the page with the innermost scope it stands in. */
function shown(page: Page): Promise<{ scope: string; code: string; name: string; value: string }[]> {
  return page.locator("data[data-figure]").evaluateAll((all) =>
    all.map((data) => {
      const within = data.closest<HTMLElement>("[data-scope]");
      return {
        scope: within?.dataset.scope ?? "",
        code: within?.dataset.code ?? "",
        name: (data as HTMLElement).dataset.figure!,
        value: data.getAttribute("value")!,
      };
    }),
  );
}

const paths = ["/", "/matrix", "/units", "/units/SYT", "/units/25747", "/databases", "/databases/QG09", "/databases/CN06", "/partners", "/partners/VNPT", "/outcomes", "/programme", "/agreements"];

// With scripts only: what the server sends is compared in the tests of Rust, and no island may
// change a figure.
for (const day of ["", "2026-09-30", "2026-05-31"]) {
  test(`figures on every page are those of tiendo figures ${day || "today"}`, async ({ page, server }) => {
    test.setTimeout(180_000);
    const printed: Figures = JSON.parse(await server.command("figures", ...(day ? ["--as-of", day] : [])));
    await signIn(page, "committee");
    let read = 0;
    for (const path of paths) {
      const answer = await page.goto(day ? `${path}?as_of=${day}` : path);
      expect(answer?.status(), path).toBe(200);
      for (const { scope, code, name, value } of await shown(page)) {
        const of = group(printed, scope, code);
        // A page says count-duties where the command line says duties.
        const told = of?.[name] ?? of?.[name.replace(/^count-/, "")];
        if (of === undefined || told === undefined) continue;
        // Shares carry six digits, days one, counts none.
        const expected = told === null ? "" : told.toFixed(value.split(".")[1]?.length ?? 0);
        expect(value, `${path} ${scope} ${code} ${name} ${day}`).toBe(expected);
        read++;
      }
    }
    expect(read, "figures compared").toBeGreaterThan(1_000);
  });
}
