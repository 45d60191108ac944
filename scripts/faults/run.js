// `make faults`: what disks, locks, crashes and other servers do to the program, on SQLite and
// on a PostgreSQL of its own. People write all the while. For each fault the table says how
// many writes were acknowledged, how many of them the ledger lacks afterwards (bar: 0), how long
// it took until somebody could write again once the fault was over, without a restart by hand
// (bar: 5 s; 10 s beside a frozen server, which is never over), and what people were answered
// meanwhile. Exit 1 when a bar is missed; what this machine does not let one try is named as
// NOT CHECKED.
//   TIENDO_BIN    the program (target/release/tiendo)
//   FAULTS_BIN    the helper (target/release/faults)
//   FAULTS        "kill full eio lock frozen away slow copies": which of them
//   FAULTS_PORT   the server's (3979)
import { execFileSync, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const bin = path.resolve(process.env.TIENDO_BIN ?? "target/release/tiendo");
const helper = path.resolve(process.env.FAULTS_BIN ?? "target/release/faults");
const port = Number(process.env.FAULTS_PORT ?? 3979);
const origin = `http://127.0.0.1:${port}`;
const password = "mat-khau-thu-su-co-2026";
const wanted = (process.env.FAULTS ?? "kill full eio lock frozen away slow copies").split(" ");
const WRITERS = 8;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const end = Date.now() + 10 * 60_000;
const table = [];
const unchecked = [];
let missed = 0;

const home = fs.mkdtempSync(path.join(os.tmpdir(), "tiendo-faults-"));
const units = fs
  .readFileSync("server/campaigns/tphcm/units.csv", "utf8")
  .split("\n")
  .filter((line) => line.includes(",ward,"))
  .slice(0, WRITERS)
  .map((line) => line.split(",")[0]);
let postgres;

// --- What is tried -----------------------------------------------------------

/** The server is killed under writes, and started again as a supervisor does. */
async function killed(engine) {
  await trial(engine, "kill -9 under writes, five times", 5, async (site) => {
    let slowest = 0;
    for (let i = 0; i < 5; i++) {
      await sleep(700 + 150 * i);
      const before = site.server.pid;
      process.kill(before, "SIGKILL");
      await site.ended();
      const over = Date.now();
      await site.serve();
      slowest = Math.max(slowest, await site.writesAgain(over));
    }
    return slowest;
  });
}

/** Another program holds the order's lock. */
async function locked(engine, seconds) {
  await trial(engine, `locked for ${seconds} s by another`, 5, async (site) => {
    const holder = await hold(engine, seconds);
    await exited(holder);
    return site.writesAgain(Date.now());
  });
}

async function frozenServer(engine) {
  await trial(engine, "a neighbour frozen inside a transaction", 10, async (site) => {
    const holder = await hold(engine, 60);
    const begun = Date.now();
    holder.kill("SIGSTOP");
    try {
      return await site.writesAgain(begun, 20);
    } finally {
      holder.kill("SIGKILL");
      await exited(holder);
    }
  });
}

async function databaseAway(engine) {
  await trial(engine, "the database stopped for 8 s", 5, async (site) => {
    await engine.stop();
    await sleep(8000);
    await engine.start();
    return site.writesAgain(Date.now());
  });
}

async function fullDisk(engine) {
  const disk = path.join(home, "disk");
  fs.mkdirSync(disk);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=48m", "faults", disk]);
  if (mounted.status !== 0) return notChecked(engine, "full disk and room again", "mounting is not allowed here");
  try {
    await trial({ ...engine, folder: disk }, "full disk for 5 s, and room again", 5, async (site) => {
      const filler = path.join(disk, "filler");
      fill(filler);
      await sleep(5000);
      fs.rmSync(filler);
      return site.writesAgain(Date.now());
    });
  } finally {
    spawnSync("umount", [disk]);
  }
}

function fill(file) {
  const block = Buffer.alloc(1 << 16);
  const into = fs.openSync(file, "w");
  for (const size of [1 << 16, 4096, 512]) {
    try {
      for (;;) fs.writeSync(into, block, 0, size);
    } catch (error) {
      if (error.code !== "ENOSPC") throw error;
    }
  }
  fs.closeSync(into);
}

/** Every write of the server to a file fails with EIO for a while, by the kernel's tracing. */
async function brokenDisk(engine) {
  const name = "EIO on every write for 3 s";
  if (spawnSync("strace", ["-V"]).status !== 0) return notChecked(engine, name, "there is no strace");
  const probe = spawnSync("strace", ["-e", "inject=getppid:error=EIO", "true"]);
  if (probe.status !== 0) return notChecked(engine, name, "tracing is not allowed here");
  await trial(engine, name, 5, async (site) => {
    const calls = "pwrite64,fdatasync,fsync";
    const options = ["-f", "-qq", "-o", "/dev/null", "-e", `trace=${calls}`, "-e", `inject=${calls}:error=EIO`];
    const tracer = spawn("strace", [...options, "-p", String(site.server.pid)], { stdio: "ignore" });
    await sleep(3000);
    if (tracer.exitCode !== null) throw new NotAllowed("tracing another process is not allowed here");
    tracer.kill("SIGINT");
    await exited(tracer);
    return site.writesAgain(Date.now());
  });
}

async function slowClients(engine) {
  await trial(engine, "600 half requests, others write", 5, async (site) => {
    const begun = Date.now();
    const clients = Array.from({ length: 600 }, () => half("GET / HTTP/1.1\r\nhost:"));
    await sleep(500);
    // They are never over.
    const again = await site.writesAgain(begun + 500, 30);
    for (const client of clients) client.destroy();
    return again;
  });
  await trial(engine, "a stop beside a dripping client", 12, async (site) => {
    const head = `POST /sign-in HTTP/1.1\r\nhost: x\r\norigin: ${origin}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 100000\r\n\r\n`;
    const client = half(head);
    const drips = setInterval(() => client.write("x"), 300);
    await sleep(1000);
    const begun = Date.now();
    site.server.kill("SIGTERM");
    await site.ended();
    clearInterval(drips);
    const took = (Date.now() - begun) / 1000;
    await site.serve();
    return took;
  });
}

function half(words) {
  const client = net.connect(port, "127.0.0.1", () => client.write(words));
  client.on("error", () => {});
  return client;
}

/** What is under its name is whole, however often the commands are killed. */
async function copiesKilled(engine) {
  await trial(engine, "backup killed ten times, restore killed ten times", 5, async (site) => {
    const env = engine.env();
    const run = (arguments_, database) => spawnSync(bin, arguments_, { env: database ? { ...env, DATABASE_URL: `sqlite://${database}` } : env });
    const wrong = [];
    for (let i = 0; i < 10; i++) {
      const file = path.join(home, `killed-${i}.db`);
      await killedAfter(5 + 12 * i, spawn(bin, ["backup", file], { env, stdio: "ignore" }));
      const check = path.join(home, `check-${i}.db`);
      if (fs.existsSync(file) && run(["restore", file], check).status !== 0) wrong.push(file);
    }
    const whole = path.join(home, "whole.db");
    if (run(["backup", whole]).status !== 0) wrong.push(whole);
    for (let i = 0; i < 10; i++) {
      const place = path.join(home, `restored-${i}.db`);
      const restoring = { env: { ...env, DATABASE_URL: `sqlite://${place}` }, stdio: "ignore" };
      await killedAfter(5 + 12 * i, spawn(bin, ["restore", whole], restoring));
      const there = fs.existsSync(place);
      const sound = there ? run(["audit", "verify"], place) : run(["restore", whole], place);
      if (sound.status !== 0) wrong.push(place);
    }
    if (wrong.length) fail(`half files: ${wrong.join(", ")}`);
    return site.writesAgain(Date.now());
  });
}

async function killedAfter(ms, process_) {
  await sleep(ms);
  process_.kill("SIGKILL");
  await exited(process_);
}

// --- A site under trial ------------------------------------------------------

/** People write, the fault happens, people write on; then the ledger is read. */
async function trial(engine, name, bar, fault) {
  if (Date.now() > end) return notChecked(engine, name, "ten minutes are over");
  const site = new Site(engine);
  try {
    await engine.campaign();
    await site.serve();
    await site.people();
    await site.writesAgain(Date.now());
    site.answers.clear();
    const again = await fault(site);
    await sleep(1000);
    const saw = site.said();
    await site.leave();
    const ledger = new Set(engine.run(helper, ["ledger"]).split("\n"));
    const lost = site.acknowledged.filter((form) => !ledger.has(form)).length;
    const verified = spawnSync(bin, ["audit", "verify"], { env: engine.env() });
    if (verified.status !== 0) fail(`${name}: ${verified.stdout}${verified.stderr}`);
    const ok = lost === 0 && again <= bar && !saw.includes("500");
    if (!ok) missed++;
    table.push([ok ? "ok" : "MISSED", name, engine.name, site.acknowledged.length, lost, `${again.toFixed(1)} (${bar})`, saw]);
    console.log(table.at(-1).join("  "));
  } catch (error) {
    if (error instanceof NotAllowed) notChecked(engine, name, error.message);
    else fail(`${name} on ${engine.name}: ${error.message}`);
    await site.leave();
  }
}

/** This machine does not let one do that to a server. */
class NotAllowed extends Error {}

class Site {
  acknowledged = [];
  answers = new Map();
  last = 0;
  writing = true;
  loops = [];

  constructor(engine) {
    this.engine = engine;
  }

  async serve() {
    this.server = spawn(bin, ["serve"], { env: this.engine.env(), stdio: ["ignore", "ignore", fs.openSync(path.join(home, "log"), "a")] });
    const own = this.server;
    this.gone = new Promise((resolve) => own.on("exit", resolve));
    for (let i = 0; i < 600; i++) {
      const answer = await request("GET", "/healthz").catch(() => null);
      if (answer?.status === 200) return;
      if (own.exitCode !== null) throw new Error(`serve ended with ${own.exitCode}`);
      await sleep(50);
    }
    throw new Error("serve did not become healthy");
  }

  ended() {
    return this.gone;
  }

  async people() {
    const cookies = await Promise.all(units.map((unit, i) => signIn(`head.${unit}`, `10.0.0.${i + 1}`)));
    this.loops = cookies.map((cookie) => this.writes(cookie));
  }

  /** Hands over and withdraws by turns, each from the page it has just read. */
  async writes(cookie) {
    const list = await request("GET", "/work", { cookie });
    const id = list.text.match(/href="\/work\/([A-Za-z0-9_-]+)"/)[1];
    while (this.writing) {
      await sleep(30);
      const page = await request("GET", `/work/${id}`, { cookie }).catch(() => null);
      if (page?.status !== 200) {
        this.count(page?.status ?? "cut", "read");
        continue;
      }
      const marks = Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));
      const report = { action: "submit", produced: "Thử sự cố", document_number: "1/BC", document_day: "01/02/2026", link: "https://example.invalid/1", no_secrets: "true" };
      const open = page.text.includes('value="submit"');
      const url = open ? `/work/${id}` : `/work/${id}/withdraw`;
      const answer = await post(url, { ...marks, sure: "true", ...(open ? report : {}) }, { cookie }).catch(() => null);
      this.count(answer?.status ?? "cut", "write");
      if (answer?.status === 303) {
        this.acknowledged.push(marks.submission);
        this.last = Date.now();
      }
    }
  }

  count(status, what) {
    const key = `${what} ${status}`;
    this.answers.set(key, (this.answers.get(key) ?? 0) + 1);
  }

  said() {
    return [...this.answers].sort().map(([status, count]) => `${status} x${count}`).join(", ");
  }

  /** Seconds from a moment until the first write that was acknowledged after it. */
  async writesAgain(since, atMost = 60) {
    while (this.last <= since) {
      if (Date.now() - since > atMost * 1000) throw new Error(`nobody could write for ${atMost} s`);
      await sleep(10);
    }
    return (this.last - since) / 1000;
  }

  async leave() {
    this.writing = false;
    await Promise.allSettled(this.loops);
    this.server?.kill("SIGKILL");
    await this.gone;
  }
}

async function hold(engine, seconds) {
  const holder = spawn(helper, ["hold", String(seconds)], { env: engine.env(), stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve, reject) => {
    holder.stdout.on("data", resolve);
    holder.on("exit", () => reject(new Error("nothing was held")));
  });
  return holder;
}

function exited(process_) {
  return process_.exitCode !== null || process_.signalCode !== null ? Promise.resolve() : new Promise((resolve) => process_.on("exit", resolve));
}

// --- Engines -----------------------------------------------------------------

const settings = {
  PATH: process.env.PATH,
  TIENDO_ADDR: `127.0.0.1:${port}`,
  TIENDO_ORIGIN: origin,
  // The load comes from one address; forwarded ones keep the throttle out of the way.
  TIENDO_TRUSTED_PROXIES: "127.0.0.1/32",
  TIENDO_KEY: Buffer.alloc(32, 7).toString("base64"),
};

/** The real units, with a product for each of the writers. */
function fillCampaign(env) {
  const input = path.join(home, "input");
  if (!fs.existsSync(input)) {
    fs.cpSync("server/campaigns/tphcm", input, { recursive: true });
    const rows = (head, row) => `${head}\n${units.map(row).join("\n")}\n`;
    fs.writeFileSync(path.join(input, "duties.csv"), rows("unit,workstream,role,volume,weight", (unit) => `${unit},QG01,contribute,1000,`));
    fs.writeFileSync(
      path.join(input, "milestones.csv"),
      rows("unit,workstream,kind,title,product,deadline,responsible,weight", (unit) => `${unit},QG01,product,Đối soát,Báo cáo,2027-06-30,,1`),
    );
  }
  execFileSync(bin, ["import", "--yes", input], { env, stdio: "ignore" });
  for (const unit of units) {
    execFileSync(bin, ["user", "add", `head.${unit}`, "--role", "head", "--unit", unit, "--name", unit], { env, input: `${password}\n`, stdio: ["pipe", "ignore", "inherit"] });
  }
}

function sqlite() {
  const engine = {
    name: "SQLite",
    folder: home,
    env() {
      return { ...settings, DATABASE_URL: `sqlite://${this.folder}/tiendo.db` };
    },
    run(program, arguments_) {
      return execFileSync(program, arguments_, { env: this.env(), maxBuffer: 1 << 28 }).toString();
    },
    async prepare() {
      fillCampaign(this.env());
      fs.copyFileSync(path.join(home, "tiendo.db"), path.join(home, "template.db"));
    },
    async campaign() {
      for (const more of ["", "-wal", "-shm"]) fs.rmSync(path.join(this.folder, `tiendo.db${more}`), { force: true });
      fs.copyFileSync(path.join(home, "template.db"), path.join(this.folder, "tiendo.db"));
    },
  };
  return engine;
}

/** A cluster of our own, as the tests have one. */
async function postgresql() {
  const installed = fs.existsSync("/usr/lib/postgresql") ? fs.readdirSync("/usr/lib/postgresql") : [];
  const version = installed.map(Number).filter(Boolean).sort((a, b) => b - a)[0];
  if (!version) {
    unchecked.push("PostgreSQL: it is not installed");
    return null;
  }
  const programs = `/usr/lib/postgresql/${version}/bin`;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tiendo-faults-postgres-"));
  fs.chmodSync(folder, 0o777);
  const data = path.join(folder, "data");
  const at = port + 1;
  const as = process.getuid() === 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : ["env"];
  const ours = (program, ...arguments_) => execFileSync(as[0], [...as.slice(1), path.join(programs, program), ...arguments_], { cwd: "/", stdio: "ignore" });
  const database = (program, ...arguments_) => execFileSync(path.join(programs, program), ["-h", "127.0.0.1", "-p", String(at), "-U", "postgres", ...arguments_], { stdio: "ignore" });
  ours("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--pgdata", data);
  const start = () => ours("pg_ctl", "start", "-w", "-D", data, "-l", path.join(folder, "log"), "-o", `-p ${at} -h 127.0.0.1 -k ''`);
  const stop = () => ours("pg_ctl", "stop", "-w", "-m", "fast", "-D", data);
  start();
  postgres = {
    stop() {
      stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
  return {
    name: "PostgreSQL",
    start: async () => start(),
    stop: async () => stop(),
    env() {
      return { ...settings, DATABASE_URL: `postgres://postgres@127.0.0.1:${at}/tiendo` };
    },
    run(program, arguments_) {
      return execFileSync(program, arguments_, { env: this.env(), maxBuffer: 1 << 28 }).toString();
    },
    async prepare() {
      database("createdb", "tiendo");
      fillCampaign(this.env());
      database("createdb", "--template=tiendo", "template");
    },
    async campaign() {
      database("dropdb", "--force", "tiendo");
      database("createdb", "--template=template", "tiendo");
    },
  };
}

// --- Requests and words ------------------------------------------------------

function request(method, url, headers = {}, body) {
  return new Promise((resolve, reject) => {
    const sent = http.request(origin + url, { method, agent: false, timeout: 40_000, headers }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(chunks).toString() }));
    });
    sent.on("error", reject);
    sent.on("timeout", () => sent.destroy(new Error("no answer in 40 s")));
    sent.end(body);
  });
}

function post(url, form, headers) {
  const body = new URLSearchParams(form).toString();
  return request("POST", url, { origin, "content-type": "application/x-www-form-urlencoded", ...headers }, body);
}

async function signIn(username, address) {
  const answer = await post("/sign-in", { username, password }, { "x-forwarded-for": address });
  if (answer.status !== 303) throw new Error(`sign-in of ${username}: status ${answer.status}`);
  return answer.headers["set-cookie"].map((line) => line.split(";")[0]).join("; ");
}

function notChecked(engine, name, why) {
  console.log(`NOT CHECKED ${name} on ${engine.name}: ${why}`);
  unchecked.push(`${name} on ${engine.name}: ${why}`);
}

function fail(what) {
  missed++;
  console.log(`MISSED ${what}`);
  table.push(["MISSED", what]);
}

function print() {
  const head = ["", "fault", "engine", "acknowledged", "lost", "s to write again (bar)", "what people saw meanwhile"];
  const rows = [head, ...table].map((row) => row.map(String));
  const widths = head.map((_, i) => Math.max(...rows.filter((row) => row.length === head.length).map((row) => row[i].length)));
  console.log("");
  for (const row of rows) {
    const cells = row.length === head.length ? row.map((cell, i) => (i < 6 ? cell.padEnd(widths[i]) : cell)) : row;
    console.log(cells.join("  "));
  }
  for (const line of unchecked) console.log(`NOT CHECKED ${line}`);
}

try {
  const engines = [sqlite(), await postgresql()].filter(Boolean);
  for (const engine of engines) {
    await engine.prepare();
    if (wanted.includes("kill")) await killed(engine);
    if (wanted.includes("lock")) {
      await locked(engine, 3);
      await locked(engine, 30);
    }
    if (engine.name === "SQLite") {
      if (wanted.includes("full")) await fullDisk(engine);
      if (wanted.includes("eio")) await brokenDisk(engine);
      if (wanted.includes("slow")) await slowClients(engine);
      if (wanted.includes("copies")) await copiesKilled(engine);
    } else {
      if (wanted.includes("frozen")) await frozenServer(engine);
      if (wanted.includes("away")) await databaseAway(engine);
    }
  }
} finally {
  postgres?.stop();
  fs.rmSync(home, { recursive: true, force: true });
}
print();
process.exit(missed ? 1 : 0);
