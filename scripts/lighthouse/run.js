// `make lighthouse`: seven pages as a phone on slow 4G gets them, signed in, from the release
// build over a demonstration of its own. Prints the bars of the product; exit 1 when one is missed.
// LIGHTHOUSE_RUNS (3): the median of as many.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const bin = process.env.TIENDO_BIN ?? "target/release/tiendo";
const port = process.env.LIGHTHOUSE_PORT ?? "3998";
const runs = Number(process.env.LIGHTHOUSE_RUNS ?? 3);
const origin = `http://127.0.0.1:${port}`;
const password = "mat-khau-cho-do-dac";
const home = fs.mkdtempSync(path.join(os.tmpdir(), "tiendo-lighthouse-"));
const env = {
  ...process.env,
  DATABASE_URL: `sqlite://${home}/tiendo.db`,
  TIENDO_ADDR: `127.0.0.1:${port}`,
  TIENDO_ORIGIN: origin,
  TIENDO_DEMO_PASSWORD: password,
  RUST_LOG: "warn",
};
const PAGES = {
  committee: ["/", "/matrix", "/units", "/databases", "/databases/QG08", "/duties/SNV/QG08"],
  "head.syt": ["/work"],
};
let missed = 0;

execFileSync(bin, ["demo"], { env });
// A server that an earlier run left behind would be measured in this one's place.
if (await fetch(`${origin}/healthz`).catch(() => null)) throw new Error(`something else listens on port ${port}`);
const server = spawn(bin, ["serve"], { env, stdio: "ignore" });
const chrome = await launch({
  chromePath: process.env.TIENDO_CHROMIUM ?? "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  await healthy();
  for (const [account, pages] of Object.entries(PAGES)) {
    const cookie = await signIn(account);
    // Chromium's own first page pays for its start.
    await lighthouse(`${origin}/sign-in`, { port: chrome.port, onlyCategories: ["performance"] });
    for (const page of pages) await look(page, cookie);
  }
} finally {
  chrome.kill();
  server.kill();
  fs.rmSync(home, { recursive: true, force: true });
}
process.exit(missed ? 1 : 0);

async function look(page, cookie) {
  const seen = [];
  let failed = 0;
  while (seen.length < runs) {
    // Phone and slow 4G are Lighthouse's own default profile.
    const { lhr } = await lighthouse(origin + page, {
      port: chrome.port,
      onlyCategories: ["performance", "accessibility", "best-practices"],
      extraHeaders: { Cookie: cookie },
      disableStorageReset: true,
    });
    // On a busy machine Chromium's trace may lack its beginning: then nothing was measured.
    if (!lhr.runtimeError && Number.isFinite(lhr.audits["cumulative-layout-shift"].numericValue)) seen.push(lhr);
    else if (++failed > runs) throw new Error(`${page}: ${lhr.runtimeError?.message ?? "not measured"}`);
  }
  const median = (pick) => seen.map(pick).sort((a, b) => a - b)[Math.floor(seen.length / 2)];
  const score = (name) => Math.round(median((l) => l.categories[name].score) * 100);
  const audit = (name) => median((l) => l.audits[name].numericValue);
  console.log(`\n${page}`);
  least("performance", score("performance"), 100);
  least("accessibility", score("accessibility"), 100);
  least("best practices", score("best-practices"), 100);
  most("largest contentful paint, ms", audit("largest-contentful-paint"), 1500);
  most("total blocking time, ms", audit("total-blocking-time"), 60);
  const quickest = Math.min(...seen.map((l) => l.audits["total-blocking-time"].numericValue));
  console.log(`         the least of ${runs} was ${Math.round(quickest)} ms`);
  most("cumulative layout shift", audit("cumulative-layout-shift"), 0.01);
  const weak = Object.values(seen[0].audits).filter((a) => a.score !== null && a.score < 0.9 && a.scoreDisplayMode !== "informative");
  for (const a of weak) console.log(`         ${a.id}: ${a.displayValue ?? a.title}`);
}

function least(what, value, bar) {
  print(value >= bar, what, value, `at least ${bar}`);
}

function most(what, value, bar) {
  print(value <= bar, what, value, `at most ${bar}`);
}

function print(ok, what, value, bar) {
  if (!ok) missed++;
  console.log(`${ok ? "ok    " : "MISSED"}   ${what.padEnd(32)} ${Number(value.toFixed(3))} (${bar})`);
}

async function healthy() {
  for (let i = 0; i < 600; i++) {
    if ((await fetch(`${origin}/healthz`).catch(() => null))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("tiendo serve did not become healthy");
}

async function signIn(username) {
  const answer = await fetch(`${origin}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { origin, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ username, password }),
  });
  if (answer.status !== 303) throw new Error(`sign-in: status ${answer.status}`);
  return answer.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
}
