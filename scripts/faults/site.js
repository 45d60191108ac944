// A site under trial, on which people write all the while.
import { spawn } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { bin, home, sleep, units } from "./here.js";
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
      const open = page.text.includes('value="submit"');
      const file = open && this.files ? pdf() : null;
      const answer = await this.send(id, marks, open, file, { cookie }).catch(() => null);
      this.count(answer?.status ?? "cut", "write");
      if (answer?.status === 303) {
        this.acknowledged.push(marks.submission);
        if (file) this.sent.push([marks.submission, crypto.createHash("sha256").update(file).digest("hex")]);
        this.last = Date.now();
      }
    }
  }

  /** Its own file alone: those of a report that was withdrawn are let go of. */
  send(id, { files, ...marks }, open, file, headers) {
    if (!open) return post(`/work/${id}/withdraw`, { ...marks, sure: "true" }, headers);
    const report = { ...marks, produced: "Thử sự cố", document_number: "1/BC", document_day: "01/02/2026", no_secrets: "true", action: "submit" };
    if (file) return postWithFile(`/work/${id}`, report, file, headers);
    return post(`/work/${id}`, { ...report, link: "https://example.invalid/1" }, headers);
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
    this.server?.kill("SIGKILL");
    await this.gone;
  }
}

/** A file like no other. */
function pdf() {
  const long = 50_000 + Math.floor(Math.random() * 1_000_000);
  return Buffer.concat([Buffer.from("%PDF-1.7 "), crypto.randomBytes(long)]);
}
