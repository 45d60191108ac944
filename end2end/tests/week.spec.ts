import type { Page } from "@playwright/test";
import {
  adjust,
  decide,
  deliver,
  dutyOf,
  expect,
  fillReport,
  person,
  phone,
  printed,
  productsThatMove,
  test,
  toReport,
} from "./fixtures";

// One week of one unit and its companies, in the order in which it happens. After every step the
// pages of city, unit, duties and company say what they must, and those of the day before say
// what they said before the week began.

const unit = "SKHCN";
const company = "VIETTEL";

/** A figure of a place by its name, "unit claimed", as the page states it to machines. */
type Stated = Record<string, string>;

/** Where figures stand, and who reads them there. */
interface Place {
  name: string;
  reader: Page;
  path: string;
  scope: string;
}

async function read(places: Place[]): Promise<Stated> {
  const all: Stated = {};
  const one = async ({ name, reader, path, scope }: Place) => {
    await reader.goto(path, { waitUntil: "domcontentloaded" });
    const figures = reader.locator(scope).first().locator("data[data-figure]");
    const stated = await figures.evaluateAll((them) =>
      them.map((it) => [it.getAttribute("data-figure")!, it.getAttribute("value")!]),
    );
    for (const figure of ["claimed", "accepted", "expected", "expected_original"]) {
      all[`${name} ${figure}`] = stated.find(([of]) => of === figure)![1]!;
    }
  };
  // Each has a reader of its own.
  await Promise.all(places.map(one));
  return all;
}

/** Which figures moved, and in which direction. */
function moved(before: Stated, after: Stated): Record<string, "up" | "down"> {
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  return Object.fromEntries(
    changed.map((name) => [name, Number(after[name]) > Number(before[name]) ? "up" : "down"]),
  );
}

/** The line of a milestone on a person's list, folded or not. */
async function line(page: Page, id: string) {
  await page.goto("/work");
  return page.locator(`li[data-milestone="${id}"]`);
}

test("a week of eight people, and every page right after every step", async ({
  browser,
  server,
}) => {
  test.setTimeout(300_000);
  const head = await person(browser, server, "head.skhcn", phone);
  const member = await person(browser, server, "member.skhcn");
  const partner = await person(browser, server, "partner.viettel", phone);
  const supporter = await person(browser, server, "partner.mk");
  const office = await person(browser, server, "office");
  const atHome = await person(browser, server, "office2");
  const committee = await person(browser, server, "committee");
  const neighbour = await person(browser, server, "head.stp");

  // Three products that move the unit, and three milestones that need not.
  const [product, given, ended] = (await productsThatMove(member, 3)) as [string, string, string];
  const [longer, refused, waits] = await notYetDue(member, [product, given, ended]);

  const duty = await dutyOf(member, unit, product);
  const other = await dutyOf(member, unit, given);
  const places: Place[] = [
    { name: "city", reader: committee, path: "/", scope: '[data-scope="city"]' },
    {
      name: "unit",
      reader: head,
      path: `/units/${unit}`,
      scope: `[data-scope="unit"][data-code="${unit}"]`,
    },
    {
      name: "duty",
      reader: office,
      path: `/duties/${duty}`,
      scope: `[data-scope="duty"][data-code="${duty}"]`,
    },
    {
      name: "other duty",
      reader: neighbour,
      path: `/duties/${other}`,
      scope: `[data-scope="duty"][data-code="${other}"]`,
    },
    {
      name: "company",
      reader: partner,
      path: `/partners/${company}`,
      scope: `[data-scope="partner"][data-code="${company}"]`,
    },
  ].filter((place) => duty !== other || place.name !== "other duty");

  const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" });
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  /** All figures of the pages of the day before. */
  const yesterdays = async () => {
    const said: Record<string, string[]> = {};
    for (const path of ["/", `/units/${unit}`, `/duties/${duty}`, `/partners/${company}`]) {
      const answer = await committee.request.get(`${path}?as_of=${yesterday}`);
      expect(answer.status()).toBe(200);
      said[path] = (await answer.text()).match(/<data [^>]*>/g)!;
    }
    return said;
  };
  const over = await yesterdays();
  /** What all pages say after a step; a day that is over says what it said. */
  const after = async (step: string): Promise<Stated> => {
    const now = await read(places);
    expect(await yesterdays(), `${yesterday} after ${step}`).toEqual(over);
    return now;
  };
  /** The command line says what the pages say. */
  const commandAgrees = async (pages: Stated) => {
    const told = JSON.parse(await server.command("figures"));
    const same = { city: told.city, unit: told.units[unit], company: told.partners[company] };
    for (const [place, figures] of Object.entries<Record<string, number>>(same)) {
      for (const name of ["claimed", "accepted", "expected", "expected_original"]) {
        expect(figures[name]!.toFixed(6), `${place} ${name}`).toBe(pages[`${place} ${name}`]);
      }
    }
  };
  const start = await after("nothing");

  // --- Monday: a member begins, the head hands over, the office sends it back.
  await member.goto(`/work/${product}`);
  await member.locator("#produced").fill("Tập hồ sơ, bản của đầu mối");
  await member.getByRole("button", { name: "Lưu nháp" }).click();
  await expect(member).toHaveURL(/done=draft/);
  await head.goto(`/work/${product}`);
  await expect(head.locator("#produced")).toHaveValue("Tập hồ sơ, bản của đầu mối");
  const effect = await head.locator(".effect p").first().innerText();
  const promised = effect.match(/[\d,]+%/g)!.at(-1)!;
  await fillReport(head, { produced: "Tập hồ sơ đã đối soát", file: "Biên bản đối soát.pdf" });
  await head.locator('.actions button[value="submit"]').click();
  await expect(head).toHaveURL(/done=submitted/);
  const handed = await after("the report");
  const claimedUp = { "city claimed": "up", "unit claimed": "up", "duty claimed": "up" };
  expect(moved(start, handed)).toEqual(claimedUp);
  expect(printed(handed["unit claimed"]!), "what the form promised").toBe(promised);

  // Its file is the unit's and the office's to read, and nobody else's.
  await office.goto(`/review/${product}`);
  const file = (await office.locator('.of-this a[href^="/files/"]').getAttribute("href"))!;
  for (const [reader, status] of [
    [office, 200],
    [member, 200],
    [neighbour, 404],
    [partner, 404],
  ] as const) {
    expect((await reader.request.get(file)).status()).toBe(status);
  }
  // An officer at home in the unit decides nothing of it.
  await atHome.goto(`/review/${product}`);
  await expect(atHome.locator("#accept, #return")).toHaveCount(0);
  await decide(office, product, "returned", "Văn bản chưa đóng dấu.");
  expect(await after("the return")).toEqual(start);
  await expect(await line(head, product)).toContainText("Văn bản chưa đóng dấu.");

  // --- Tuesday: handed over again, accepted, revoked, accepted at last.
  await deliver(head, product, {
    produced: "Tập hồ sơ đã đối soát và đóng dấu",
    file: "Biên bản có dấu.pdf",
  });
  expect(await after("the second report")).toEqual(handed);
  await decide(office, product, "accepted");
  const accepted = await after("the acceptance");
  const acceptedUp = { "city accepted": "up", "unit accepted": "up", "duty accepted": "up" };
  expect(moved(handed, accepted)).toEqual(acceptedUp);
  await decide(office, product, "revoked", "Kiểm tra lại thấy thiếu 12 hồ sơ.");
  expect(await after("the revocation")).toEqual(start);
  await expect(await line(member, product)).toContainText("Kiểm tra lại thấy thiếu 12 hồ sơ.");
  await deliver(head, product, { produced: "Tập hồ sơ đủ 12 hồ sơ thiếu", file: "Bổ sung.pdf" });
  await decide(office, product, "accepted");
  expect(await after("the second acceptance")).toEqual(accepted);

  // --- Wednesday: more time is asked for twice and given once; a ministry keeps one waiting.
  const day = await askForTime(head, longer, "Chờ danh mục mã dùng chung");
  await askForTime(head, refused, "Thiếu người");
  expect(await after("two requests")).toEqual(accepted);
  await office.goto("/review");
  await office.locator(`#asked a[href="/review/${longer}/adjust"]`).click();
  await expect(office.locator("#day")).toHaveValue(day);
  await adjust(office, longer, "extended", {
    number: "45/QĐ-BCĐ",
    reason: "Danh mục ban hành chậm",
  });
  expect(await after("the extension")).toEqual(accepted);
  await head.goto(`/work/${longer}`);
  await expect(head.locator(".form-head")).toContainText(`Hạn hiện hành ${day}`);
  await adjust(office, refused, "extension_declined", { reason: "Còn đủ thời gian" });
  expect(await after("the refusal")).toEqual(accepted);
  await expect(await line(head, refused)).toContainText("Còn đủ thời gian");
  await adjust(office, waits, "waiting_on_ministry", { number: "88/CV", reason: "Bộ Tư pháp" });
  expect(await after("the wait")).toEqual(accepted);
  await expect(await line(head, waits)).toContainText("chờ cấp trên");
  await adjust(office, waits, "resumed", {});
  expect(await after("the end of the wait")).toEqual(accepted);

  // --- Thursday: the lead company takes one over; its work is the head's to decide.
  await adjust(office, given, "reassigned", {
    party: company,
    number: "46/QĐ-BCĐ",
    reason: "Đúng việc của doanh nghiệp",
  });
  const reassigned = await after("another party");
  expect(moved(accepted, reassigned)).toEqual({
    "company claimed": "down",
    "company accepted": "down",
    "company expected": "down",
    "company expected_original": "down",
  });
  await expect(await line(head, given)).toHaveCount(0);
  await expect(await line(partner, given)).toHaveCount(1);
  const ofDuty = duty === other ? "duty" : "other duty";
  await deliver(partner, given, { produced: "Tập dữ liệu", file: "Bàn giao.pdf" });
  const sent = await after("the company's report");
  expect(moved(reassigned, sent)).toEqual({
    "city claimed": "up",
    "unit claimed": "up",
    [`${ofDuty} claimed`]: "up",
    "company claimed": "up",
  });
  await decide(head, given, "returned", "Thiếu biên bản tháng 10.");
  expect(await after("the head's return")).toEqual(reassigned);
  await expect(await line(partner, given)).toContainText("Thiếu biên bản tháng 10.");
  // The other company of the unit knows that there is work of others, and nothing of it.
  await supporter.goto(`/duties/${other}`);
  await expect(supporter.locator(`[data-milestone="${given}"]`)).toHaveCount(0);
  await expect(supporter.locator("main")).toContainText(/Không hiện \d+ mốc do doanh nghiệp khác/);
  await expect(supporter.locator("main")).not.toContainText("Thiếu biên bản tháng 10.");
  for (const path of [`/work/${given}`, `/partners/${company}`]) {
    expect((await supporter.goto(path))!.status()).toBe(404);
  }
  await deliver(partner, given, { produced: "Tập dữ liệu, biên bản", file: "Tháng 10.pdf" });
  expect(await after("the company's second report")).toEqual(sent);
  await decide(head, given, "accepted");
  const received = await after("the head's acceptance");
  expect(moved(sent, received)).toEqual({
    "city accepted": "up",
    "unit accepted": "up",
    [`${ofDuty} accepted`]: "up",
    "company accepted": "up",
  });
  await commandAgrees(received);

  // --- Friday: one ends by a decision, and the committee asks about another.
  await office.goto(`/review/${ended}/adjust?event=cancelled`);
  const told = await office.locator(".effect .moved li").first().innerText();
  await adjust(office, ended, "cancelled", {
    number: "47/QĐ-BCĐ",
    reason: "Trùng việc",
    sure: true,
  });
  const without = await after("the cancellation");
  // What nobody has begun leaves the denominator, and no share falls by it; but the company's
  // work in that duty, begun or not, weighs more.
  const fell = Object.entries(moved(received, without)).filter(([, how]) => how === "down");
  expect(fell.filter(([name]) => !name.startsWith("company"))).toEqual([]);
  expect(printed(without["unit accepted"]!), told).toBe(told.match(/[\d,]+%/g)!.at(-1)!);
  await expect(await line(head, ended)).toHaveCount(0);

  await committee.goto(`/review/${longer}/ask`);
  await committee.locator("#text").fill("Phần nào còn lại, xong ngày nào?");
  await committee.getByRole("button", { name: "Gửi" }).click();
  await head.goto("/work");
  const asked = head.locator(".asked-of-you li", { hasText: "Phần nào còn lại, xong ngày nào?" });
  await asked.getByRole("link", { name: "Giải trình" }).click();
  await head.locator("#cause").selectOption({ label: "dữ liệu gốc" });
  await head.locator("#text").fill("Sổ gốc của ba xã chưa tìm thấy");
  await head.locator("#day").fill(day);
  await head.getByRole("button", { name: "Gửi giải trình" }).click();
  await expect(head.getByText("Đã ghi giải trình và ngày cam kết.")).toBeVisible();
  const end = await after("question and answer");
  expect(end).toEqual(without);
  await committee.goto("/explanations");
  await expect(committee.locator(".explained tbody tr").first()).toContainText("Sổ gốc của ba xã");

  // The neighbour reads the same figures, and neither reasons nor what others do.
  await neighbour.goto(`/duties/${duty}`);
  await expect(neighbour.locator("main")).not.toContainText("Văn bản chưa đóng dấu.");
  for (const path of [`/work/${product}`, `/review/${given}`]) {
    expect((await neighbour.goto(path))!.status()).toBe(404);
  }
  await commandAgrees(end);
});

/** Three milestones of a person's list whose deadline is still to come. */
async function notYetDue(page: Page, except: string[]): Promise<[string, string, string]> {
  const reported = new Set(await toReport(page));
  const late = page.locator("li[data-milestone]", { has: page.locator(".task-end b.late") });
  for (const id of await late.evaluateAll((all) => all.map((it) => it.dataset["milestone"]!))) {
    reported.delete(id);
  }
  const [first, second, third] = [...reported].filter((id) => !except.includes(id));
  expect(third, "three milestones that are not yet due").toBeTruthy();
  return [first!, second!, third!];
}

/** The head asks for three weeks more on a milestone; returns until when. */
async function askForTime(page: Page, id: string, why: string): Promise<string> {
  await page.goto(`/work/${id}`);
  const stands = await page.locator(".form-head time").last().getAttribute("datetime");
  const [y, m, d] = new Date(Date.parse(stands!) + 21 * 86_400_000).toISOString().split(/[-T]/);
  const day = `${d}/${m}/${y}`;
  await page.getByRole("link", { name: "Xin gia hạn" }).click();
  await page.locator("#day").fill(day);
  await page.locator("#reason").fill(why);
  await page.getByRole("button", { name: "Gửi đề nghị" }).click();
  await expect(page.locator(".form-head")).toContainText(`xin gia hạn đến ${day}, chờ trả lời`);
  return day;
}
