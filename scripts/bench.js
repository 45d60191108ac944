// `make bench`: measures the release build against the bars of the product, on a
// demonstration of its own. CPU is the server's (user and system), with brotli, as a
// browser asks for it. Exit 1 when a bar is missed. BENCH_SECONDS is the length of the load.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";

const bin = process.env.TIENDO_BIN ?? "target/release/tiendo";
const port = process.env.BENCH_PORT ?? "3999";
const seconds = Number(process.env.BENCH_SECONDS ?? 10);
const home = fs.mkdtempSync(path.join(os.tmpdir(), "tiendo-bench-"));
const env = {
  ...process.env,
  DATABASE_URL: `sqlite://${home}/tiendo.db`,
  TIENDO_ADDR: `127.0.0.1:${port}`,
  TIENDO_ORIGIN: `http://127.0.0.1:${port}`,
  TIENDO_DEMO_PASSWORD: "mat-khau-cho-do-dac",
};
const agent = new http.Agent({ keepAlive: true });
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
let missed = 0;

execFileSync(bin, ["demo"], { env, stdio: "ignore" });
const started = performance.now();
const server = spawn(bin, ["serve"], { env, stdio: "ignore" });
try {
  await healthy();
  bar("cold start", performance.now() - started, 500, "ms");
  const cookie = await signIn();
  for (const [page, cpuBar] of [["/", 5], ["/matrix", 5], ["/matrix?group=department", 5], ["/matrix?all=1", 10]]) {
    await measure(page, cookie, cpuBar);
  }
  bar("memory", status("VmRSS"), 150, "MiB");
} finally {
  server.kill();
  fs.rmSync(home, { recursive: true, force: true });
}
process.exit(missed ? 1 : 0);

async function measure(page, cookie, cpuBar) {
  const answer = await request("GET", page, { cookie });
  if (answer.status !== 200) return fail(`${page}: status ${answer.status}`);
  for (let i = 0; i < 50; i++) await request("GET", page, { cookie });

  const n = 300;
  const before = cpu();
  for (let i = 0; i < n; i++) await request("GET", page, { cookie });
  bar(`${page} CPU a request`, (cpu() - before) / n, cpuBar, "ms");

  // An open load: a slow answer does not hold back the next request.
  const times = [];
  const pending = [];
  const begin = performance.now();
  for (let i = 0; i < seconds * 100; i++) {
    await sleep(Math.max(0, begin + i * 10 - performance.now()));
    const due = begin + i * 10;
    pending.push(request("GET", page, { cookie }).then(() => times.push(performance.now() - due)));
  }
  await Promise.all(pending);
  times.sort((a, b) => a - b);
  bar(`${page} p99 at 100/s`, times[Math.floor(times.length * 0.99)], 50, "ms");
  bar(`${page} brotli`, answer.bytes / 1024, 40, "KB");
}

function request(method, url, headers, body) {
  return new Promise((resolve, reject) => {
    const options = { agent, method, headers: { "accept-encoding": "br, gzip", ...headers } };
    const sent = http.request(env.TIENDO_ORIGIN + url, options, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk) => (bytes += chunk.length));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, bytes }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

async function signIn() {
  const form = new URLSearchParams({ username: "committee", password: env.TIENDO_DEMO_PASSWORD });
  const headers = { origin: env.TIENDO_ORIGIN, "content-type": "application/x-www-form-urlencoded" };
  const answer = await request("POST", "/sign-in", headers, form.toString());
  if (answer.status !== 303) throw new Error(`sign-in: status ${answer.status}`);
  return answer.headers["set-cookie"].map((line) => line.split(";")[0]).join("; ");
}

async function healthy() {
  for (let i = 0; i < 2000; i++) {
    const answer = await request("GET", "/healthz", {}).catch(() => null);
    if (answer?.status === 200) return;
    if (server.exitCode !== null) throw new Error(`tiendo serve ended with ${server.exitCode}`);
    await sleep(5);
  }
  throw new Error("tiendo serve did not become healthy");
}

/** The server's CPU time so far in milliseconds; the kernel counts hundredths of a second. */
function cpu() {
  const fields = fs.readFileSync(`/proc/${server.pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function status(name) {
  const line = fs.readFileSync(`/proc/${server.pid}/status`, "utf8").match(`${name}:\\s+(\\d+)`);
  return Number(line[1]) / 1024;
}

function bar(what, value, limit, unit) {
  const ok = value <= limit;
  if (!ok) missed++;
  console.log(`${ok ? "ok    " : "MISSED"} ${what.padEnd(40)} ${value.toFixed(2)} ${unit} (bar ${limit})`);
}

function fail(what) {
  missed++;
  console.log(`MISSED ${what}`);
}
