import fs from "node:fs";
import { fillDemonstration } from "./tests/server";

/** Before all tests: one demonstration for the servers to copy. Taken away after them. */
export default async function (): Promise<() => void> {
  const home = await fillDemonstration();
  process.env.TIENDO_DEMONSTRATION = home;
  return () => fs.rmSync(home, { recursive: true, force: true });
}
