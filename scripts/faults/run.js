// `make faults`: what disks, locks, crashes and other servers do to the program, on SQLite and
// on a PostgreSQL of its own. People write all the while. For each fault the table says how
// many writes were acknowledged, how many of them the ledger lacks afterwards (bar: 0), how long
// it took until somebody could write again once the fault was over, without a restart by hand
// (bar: 5 s; 10 s beside a frozen server, which is never over), and what people were answered
// meanwhile. Exit 1 when a bar is missed; what this machine does not let one try is named as
// NOT CHECKED.
//   TIENDO_BIN    the program (target/release/tiendo)
//   FAULTS_BIN    the helper (target/release/faults)
//   FAULTS        "kill files full eio lock frozen away slow copies servers": which of them
//   FAULTS_PORT   the first of four: the site's (3979), PostgreSQL's, those of two servers
import { spawn, spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { postgresql, sqlite } from "./engines.js";
import { bin, exited, helper, home, origin, port, sleep } from "./here.js";
import { Rounds, Servers, Upgraded, hasNginx, sentTwice, upgraded } from "./servers.js";
import { Site } from "./site.js";

const wanted = (process.env.FAULTS ?? "kill files full eio lock frozen away slow copies servers").split(" ");
const end = Date.now() + 12 * 60_000;
const table = [];
const unchecked = [];
let missed = 0;

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

/** The server is killed while files come in: what was acknowledged has its file whole, and of all
 * else nothing is left a day later. */
async function killedUnderFiles(engine) {
  const rounds = 50;
  const kill = async (site) => {
    let slowest = 0;
    for (let i = 0; i < rounds; i++) {
      await sleep(40 + Math.random() * 360);
      site.server.kill("SIGKILL");
      await site.ended();
      const over = Date.now();
      await site.serve();
      slowest = Math.max(slowest, await site.writesAgain(over));
    }
    return slowest;
  };
  await trial(engine, `kill -9 under files, ${rounds} times`, 5, kill, { files: true, after: filesAreWhole });
}

function filesAreWhole(site, engine) {
  const rows = engine.run(helper, ["files"]).trim().split("\n").map((row) => row.split(" "));
  const broken = site.sent.filter(([form, hash]) => {
    const own = rows.filter((row) => row[0] === form).map((row) => row[1]);
    const stored = path.join(engine.files, hash.slice(0, 2), hash);
    return own.length !== 1 || own[0] !== hash || !fs.existsSync(stored) || sha256(fs.readFileSync(stored)) !== hash;
  });
  if (broken.length) fail(`${broken.length} reports without their file`);
  engine.run(helper, ["tomorrow", engine.files]);
  const there = fs.readdirSync(engine.files, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
  const named = new Set(rows.map((row) => row[1]));
  const orphans = there.filter((it) => !named.has(it.name));
  if (orphans.length || there.length !== named.size) fail(`${orphans.length} files are nobody's, ${there.length} of ${named.size} are there`);
}

const sha256 = (bytes) => crypto.createHash("sha256").update(bytes).digest("hex");

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

/** Two servers behind nginx: what is written through one is on the next page of the other, one of
 * them may die, and once the database is of a newer version they only read. */
async function severalServers(engine) {
  if (!hasNginx()) return notChecked(engine, "two servers behind nginx", "nginx is not installed");
  const allSeen = (site) => site.unseen && fail(`${site.unseen} writes were not on the next page of the other server`);
  const rounds = "writes through one of two servers, read at the other";
  await trial(engine, `1,000 ${rounds}`, 5, (site) => site.reach(1000), { kind: Rounds, after: allSeen });
  const seenAndWhole = (site) => allSeen(site) || filesAreWhole(site, engine);
  await trial(engine, `200 ${rounds}, with files`, 5, (site) => site.reach(200), { kind: Rounds, files: true, after: seenAndWhole });
  const oneKilled = async (site) => {
    let slowest = 0;
    for (let i = 0; i < 10; i++) {
      // nginx has tried again by then the one that was gone.
      await sleep(1500 + 50 * i);
      const over = Date.now();
      await site.kill(i % 2);
      slowest = Math.max(slowest, await site.writesAgain(over));
      await sleep(500);
      await site.start(i % 2);
    }
    const gone = await site.signedOut();
    if (gone) fail(`${gone} were signed out`);
    return slowest;
  };
  const noneTwice = (site) => {
    if (sentTwice()) fail(`nginx sent ${sentTwice()} forms twice`);
    if (site.said().includes("read ")) fail("people did not read while one server was gone");
  };
  await trial(engine, "kill -9 of one of two servers, ten times", 5, oneKilled, { kind: Servers, after: noneTwice });
  await trial(engine, "two servers older than their database", 5, (site) => upgraded(site, engine), { kind: Upgraded });
}

async function killedAfter(ms, process_) {
  await sleep(ms);
  process_.kill("SIGKILL");
  await exited(process_);
}

// --- A site under trial ------------------------------------------------------

/** People write, the fault happens, people write on; then the ledger is read. */
async function trial(engine, name, bar, fault, { files = false, after = () => {}, kind = Site } = {}) {
  if (Date.now() > end) return notChecked(engine, name, "twelve minutes are over");
  const site = new kind(engine, files);
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
    const forms = engine.run(helper, ["ledger"]).trim().split("\n");
    const ledger = new Set(forms);
    if (ledger.size < forms.length) fail(`${name}: a form was written twice`);
    const lost = site.acknowledged.filter((form) => !ledger.has(form)).length;
    await after(site, engine);
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

async function hold(engine, seconds) {
  const holder = spawn(helper, ["hold", String(seconds)], { env: engine.env(), stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve, reject) => {
    holder.stdout.on("data", resolve);
    holder.on("exit", () => reject(new Error("nothing was held")));
  });
  return holder;
}

// --- Words -------------------------------------------------------------------

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

const engines = [sqlite(), postgresql()].filter(Boolean);
if (engines.length < 2) unchecked.push("PostgreSQL: it is not installed");
try {
  for (const engine of engines) {
    await engine.prepare();
    if (wanted.includes("kill")) await killed(engine);
    if (wanted.includes("files")) await killedUnderFiles(engine);
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
      if (wanted.includes("servers")) await severalServers(engine);
    }
  }
} finally {
  for (const engine of engines) engine.end();
  fs.rmSync(home, { recursive: true, force: true });
}
print();
process.exit(missed ? 1 : 0);
