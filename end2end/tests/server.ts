import { type ChildProcess, execFile, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));
// The build that `cargo test` has made: one for all tests.
export const tiendo = path.resolve(root, process.env.TIENDO_BIN ?? "target/debug/tiendo");

/** The password of every account of the demonstration, in tests. */
export const password = "mat-khau-cho-thu-nghiem";

/** Fills the demonstration that every server gets a copy of, once for all of them. */
export async function fillDemonstration(): Promise<string> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "tiendo-demo-"));
  const env = {
    ...process.env,
    DATABASE_URL: `sqlite://${home}/tiendo.db`,
    TIENDO_DEMO_PASSWORD: password,
  };
  await promisify(execFile)(tiendo, ["demo"], { cwd: home, env });
  return home;
}

/** A real server with a demonstration of its own, in a directory that goes with it. */
export class Server {
  private constructor(
    readonly origin: string,
    private readonly home: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly process: ChildProcess,
  ) {}

  static async start(): Promise<Server> {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "tiendo-end2end-"));
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const env = {
      ...process.env,
      DATABASE_URL: `sqlite://${home}/tiendo.db`,
      TIENDO_ADDR: `127.0.0.1:${port}`,
      TIENDO_ORIGIN: origin,
      TIENDO_DEMO_PASSWORD: password,
    };
    const filled = process.env.TIENDO_DEMONSTRATION;
    if (!filled) throw new Error("no demonstration was filled: see demonstration.ts");
    fs.cpSync(filled, home, { recursive: true });

    const log = fs.openSync(path.join(home, "log"), "a");
    const child = spawn(tiendo, ["serve"], { cwd: root, env, stdio: ["ignore", log, log] });
    fs.closeSync(log);
    const server = new Server(origin, home, env, child);
    await server.healthy();
    return server;
  }

  /** Runs a command of the binary on this server's database and returns what it prints. */
  async command(...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(tiendo, args, { cwd: root, env: this.env });
    return stdout;
  }

  log(): string {
    return fs.readFileSync(path.join(this.home, "log"), "utf8");
  }

  async stop(): Promise<void> {
    if (!this.ended()) {
      const exit = new Promise((resolve) => this.process.once("exit", resolve));
      this.process.kill("SIGTERM");
      const force = setTimeout(() => this.process.kill("SIGKILL"), 5_000);
      await exit;
      clearTimeout(force);
    }
    fs.rmSync(this.home, { recursive: true, force: true });
  }

  private ended(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  private async healthy(): Promise<void> {
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline && !this.ended()) {
      const answer = await fetch(`${this.origin}/healthz`).catch(() => null);
      if (answer?.status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const log = this.log();
    await this.stop();
    throw new Error(`tiendo serve did not become healthy:\n${log}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
