// A site under trial, on which people write all the while.
import { spawn } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { bin, ended, exited, home, origin, sleep, units } from "./here.js";
import { post, postWithFile, request, signIn } from "./web.js";

export class Site {
  acknowledged = [];
  /** Of reports with files, those acknowledged: their form and the file's hash. */
  sent = [];
  answers = new Map();
  last = 0;
  writing = true;
  loops = [];

  /** With files: each report carries one. */
  constructor(engine, files) {
    this.engine = engine;
    this.files = files;
  }

  async serve() {
    this.server = await serving(this.engine.env(), origin);
  }

  ended() {
    return exited(this.server);
  }

  async people() {
    this.cookies = await Promise.all(units.map((unit, i) => signIn(`head.${unit}`, `10.0.0.${i + 1}`)));
    this.loops = this.cookies.map((cookie) => this.writes(cookie));
  }

  /** Hands over and withdraws by turns, each from the page it has just read. */
  async writes(cookie) {
    const work = await workOf(cookie);
    while (this.writing) {
      await sleep(30);
      await this.write(work, work, cookie);
    }
  }

  /** One write, to one address from the page read at another; what was sent, once that is acknowledged. */
  async write(from, to, cookie) {
    const page = await request("GET", from, { cookie }).catch(() => null);
    if (page?.status !== 200) {
      this.count(page?.status ?? "cut", "read");
      return null;
    }
    const marks = marksOf(page);
    const open = isOpen(page);
    const file = open && this.files ? pdf() : null;
    const answer = await this.send(to, marks, open, file, { cookie }).catch(() => null);
    this.count(answer?.status ?? "cut", "write");
    if (answer?.status !== 303) return null;
    const hash = file && crypto.createHash("sha256").update(file).digest("hex");
    this.acknowledged.push(marks.submission);
    if (file) this.sent.push([marks.submission, hash]);
    this.last = Date.now();
    return { produced: open && produced(marks), hash };
  }

  /** Its own file alone: those of a report that was withdrawn are let go of. */
  send(to, { files, ...marks }, open, file, headers) {
    if (!open) return post(`${to}/withdraw`, { ...marks, sure: "true" }, headers);
    const report = { ...marks, produced: produced(marks), document_number: "1/BC", document_day: "01/02/2026", no_secrets: "true", action: "submit" };
    if (file) return postWithFile(to, report, file, headers);
    return post(to, { ...report, link: "https://example.invalid/1" }, headers);
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
      if (Date.now() - since > atMost * 1000) throw new Error(`nobody could write for ${atMost} s: ${this.said()}`);
      await sleep(10);
    }
    return (this.last - since) / 1000;
  }

  async leave() {
    this.writing = false;
    await Promise.allSettled(this.loops);
    if (this.server) await ended(this.server, "SIGKILL");
  }
}

/** A server that answers at an address, once it does. */
export async function serving(env, address) {
  const server = spawn(bin, ["serve"], { env, stdio: ["ignore", "ignore", fs.openSync(path.join(home, "log"), "a")] });
  for (let i = 0; i < 600; i++) {
    const answer = await request("GET", new URL("/healthz", address)).catch(() => null);
    if (answer?.status === 200) return server;
    if (server.exitCode !== null) throw new Error(`serve ended with ${server.exitCode}`);
    await sleep(50);
  }
  await ended(server, "SIGKILL");
  throw new Error("serve did not become healthy");
}

/** The address of the one report that somebody writes. */
export async function workOf(cookie) {
  const list = await request("GET", "/work", { cookie });
  return list.text.match(/href="(\/work\/[A-Za-z0-9_-]+)"/)[1];
}

/** What a form carries unseen. */
export function marksOf(page) {
  const hidden = page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...hidden].map(([, name, value]) => [name, value]));
}

export const isOpen = (page) => page.text.includes('value="submit"');

/** Each report says something of its own. */
const produced = (marks) => `Thử sự cố ${marks.submission}`;

/** A file like no other. */
function pdf() {
  const long = 50_000 + Math.floor(Math.random() * 1_000_000);
  return Buffer.concat([Buffer.from("%PDF-1.7 "), crypto.randomBytes(long)]);
}
