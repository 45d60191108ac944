// What all of `make faults` stands on: the programs under trial, a port and a folder of its own.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export const bin = path.resolve(process.env.TIENDO_BIN ?? "target/release/tiendo");
export const helper = path.resolve(process.env.FAULTS_BIN ?? "target/release/faults");
export const port = Number(process.env.FAULTS_PORT ?? 3979);
export const origin = `http://127.0.0.1:${port}`;
export const password = "mat-khau-thu-su-co-2026";
export const home = fs.mkdtempSync(path.join(os.tmpdir(), "tiendo-faults-"));

const WRITERS = 8;
/** One for each of those who write. */
export const units = fs
  .readFileSync("server/campaigns/tphcm/units.csv", "utf8")
  .split("\n")
  .filter((line) => line.includes(",ward,"))
  .slice(0, WRITERS)
  .map((line) => line.split(",")[0]);

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Ends a program of ours, and waits until it is. */
export function ended(process_, signal) {
  process_.kill(signal);
  return exited(process_);
}

export function exited(process_) {
  return process_.exitCode !== null || process_.signalCode !== null ? Promise.resolve() : new Promise((resolve) => process_.on("exit", resolve));
}
