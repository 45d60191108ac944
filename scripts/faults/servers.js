// Two servers on one database, behind nginx as docs/operations.md has it.
import { spawn, spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { bin, ended, helper, home, origin, port, sleep } from "./here.js";
import { Site, isOpen, marksOf, serving, workOf } from "./site.js";
import { request } from "./web.js";

const at = [port + 2, port + 3].map((port) => `127.0.0.1:${port}`);
const addresses = at.map((it) => `http://${it}`);
const nginx = ["/usr/sbin/nginx", "nginx"].find((it) => spawnSync(it, ["-v"]).status === 0);

export const hasNginx = () => nginx !== undefined;

/** People come in by nginx; each server has an address of its own beside. */
export class Servers extends Site {
  two = [];

  async serve() {
    await this.start(0);
    await this.start(1);
    this.front = await front();
  }

  async start(n) {
    this.two[n] = await serving({ ...this.engine.env(), TIENDO_ADDR: at[n] }, addresses[n]);
  }

  async kill(n) {
    await ended(this.two[n], "SIGKILL");
  }

  /** Whether the sessions that were made at the beginning still read. */
  async signedOut() {
    const answers = await Promise.all(this.cookies.map((cookie) => request("GET", "/work", { cookie })));
    return answers.filter((answer) => answer.status !== 200).length;
  }

  async leave() {
    await super.leave();
    // nginx ends its workers itself.
    if (this.front) await ended(this.front, "SIGTERM");
    for (const server of this.two) await ended(server, "SIGKILL");
  }
}

/** Each writes through one server and reads at the other at once; a report and its withdrawal go
 * one way, the next ones the other. */
export class Rounds extends Servers {
  rounds = 0;
  unseen = 0;
  slowest = 0;
  begun = Date.now();

  async writes(cookie) {
    const work = await workOf(cookie);
    for (let n = 0; this.writing; n++) {
      const [one, other] = [0, 3].includes(n % 4) ? addresses : [...addresses].reverse();
      const written = await this.write(one + work, one + work, cookie);
      if (!written) continue;
      const since = Date.now();
      const page = await request("GET", other + work, { cookie }).catch(() => ({ text: "" }));
      this.slowest = Math.max(this.slowest, Date.now() - since);
      const seen = written.produced ? page.text.includes(written.produced) && !isOpen(page) : isOpen(page);
      if (page.status !== 200 || !seen || (written.hash && !(await hands(page, other, written.hash, cookie)))) this.unseen++;
      this.rounds++;
    }
  }

  /** Seconds that the slowest of the pages took that must show what was written. */
  async reach(count) {
    while (this.rounds < count) {
      if (Date.now() - this.begun > 240_000) throw new Error(`only ${this.rounds} rounds in four minutes`);
      await sleep(20);
    }
    this.took = Math.round((Date.now() - this.begun) / 1000);
    return this.slowest / 1000;
  }

  said() {
    const files = this.files ? `, ${this.sent.length} files` : "";
    return `${super.said()}; ${this.rounds} rounds${files} in ${this.took} s, ${this.unseen} not seen`;
  }
}

/** Whether one of the files that a page offers is the one with a hash. */
async function hands(page, address, hash, cookie) {
  const links = [...page.text.matchAll(/href="(\/files\/[^"]+)"/g)].map((found) => found[1]);
  for (const link of links.reverse()) {
    const file = await request("GET", address + link, { cookie });
    if (crypto.createHash("sha256").update(file.bytes).digest("hex") === hash) return true;
  }
  return false;
}

/** The lines of the document, on this machine alone: without TLS, at other addresses. */
function documented() {
  const [, lines] = fs.readFileSync("docs/operations.md", "utf8").match(/```nginx\n(.*?)```/s);
  const here = [
    [/listen .*;/, `listen 127.0.0.1:${port};`],
    [/ *ssl_certificate.*\n/g, ""],
    ["10.0.0.11:3000", at[0]],
    ["10.0.0.12:3000", at[1]],
  ];
  return here.reduce((text, [there, own]) => {
    const changed = text.replace(there, own);
    if (changed === text) throw new Error(`docs/operations.md has no ${there}`);
    return changed;
  }, lines);
}

/** nginx, with all that it writes in a folder of its own. */
async function front() {
  const folder = path.join(home, "nginx");
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((it) => `${it}_temp_path ${it};`).join(" ");
  fs.writeFileSync(
    path.join(folder, "nginx.conf"),
    `daemon off; user ${os.userInfo().username}; pid pid; error_log log;
    events {}
    http {
    log_format tries '$request_method $upstream_connect_time'; access_log tries tries;
    ${temporary}
    ${documented()}}`,
  );
  const program = spawn(nginx, ["-p", folder, "-e", "log", "-c", "nginx.conf"], { stdio: ["ignore", "ignore", "inherit"] });
  for (let i = 0; i < 100; i++) {
    if (await request("GET", "/healthz").catch(() => null)) return program;
    if (program.exitCode !== null) throw new Error(`nginx ended with ${program.exitCode}`);
    await sleep(50);
  }
  throw new Error("nginx did not answer");
}

/** How many forms nginx gave to a second server although the first had them: a try that did not
 * connect stands as a line there. */
export function sentTwice() {
  const tries = fs.readFileSync(path.join(home, "nginx/tries"), "utf8").trim().split("\n");
  const forms = tries.filter((line) => line.startsWith("POST ")).map((line) => line.slice(5).split(", "));
  return forms.filter((connected) => connected.slice(0, -1).some((it) => it !== "-")).length;
}

/** One of the people only types. */
export class Upgraded extends Servers {
  async writes(cookie) {
    if (cookie !== this.cookies[0]) await super.writes(cookie);
  }
}

/** A newer program brings the database to its own form under writes: from then on both servers, which
 * are of the version before, read and refuse to write. What is typed stays, and is written once the
 * database is theirs again. */
export async function upgraded(site, engine) {
  const [cookie] = site.cookies;
  const read = (url) => request("GET", url, { cookie });
  const work = await workOf(cookie);
  const opened = await read(work);
  engine.run(helper, ["newer"]);
  // What `/healthz` said last it says again for two seconds.
  await sleep(2500);
  const before = site.acknowledged.length;
  const pages = ["/", "/units", "/matrix", "/outcomes", "/work", work];
  const all = [origin, ...addresses].flatMap((address) => pages.map((page) => address + page));
  for (let i = 0; i < 200; i++) {
    const page = all[i % all.length];
    expect((await read(page)).status === 200, `${page} is not read`);
  }
  let kept;
  for (const address of addresses) {
    kept = await site.send(address + work, marksOf(opened), true, null, { cookie });
    expect(kept.status === 503, `a report was answered with ${kept.status}`);
    for (const words of ["máy chủ này còn là bản cũ hơn số liệu", "1/BC", marksOf(opened).submission]) expect(kept.text.includes(words), `the page lacks ${words}`);
    const health = await request("GET", `${address}/healthz`);
    expect(health.status === 503 && health.text.includes("older than its database"), `healthz says ${health.text}`);
  }
  // Nor does one of them start, and the other reads on.
  await ended(site.two[0], "SIGTERM");
  const start = spawnSync(bin, ["serve"], { env: { ...engine.env(), TIENDO_ADDR: at[0] }, timeout: 20_000 });
  expect(start.status === 1 && start.stderr.includes("bản Tiến Độ mới hơn"), `a start ended with ${start.status}: ${start.stderr}`);
  expect((await read("/work")).status === 200, "one alone does not read");
  expect(site.acknowledged.length === before, `${site.acknowledged.length - before} were written by an older version`);
  console.log("  200 pages read from servers older than their database, nothing written");
  engine.run(helper, ["older"]);
  const over = Date.now();
  await site.start(0);
  const again = await site.send(work, marksOf(kept), true, null, { cookie });
  expect(again.status === 303, `what was kept was answered with ${again.status}`);
  site.acknowledged.push(marksOf(kept).submission);
  return site.writesAgain(over);
}

function expect(right, otherwise) {
  if (!right) throw new Error(otherwise);
}
