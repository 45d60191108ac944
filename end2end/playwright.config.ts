import { defineConfig } from "@playwright/test";
import { chromium } from "./chromium";

// Every test runs with and without JavaScript: the pages work either way.
// What only an island can do is tested in `*.hydrate.spec.ts`, what is only there
// without one in `*.nojs.spec.ts`.
export default defineConfig({
  testDir: "tests",
  globalSetup: "./demonstration.ts",
  outputDir: "test-results",
  // Each worker has a server and a database of its own (tests/server.ts).
  workers: 2,
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  // A test that passes at the second try is a test to mend.
  retries: 0,
  // A server that is broken altogether should not take an hour to say so.
  maxFailures: 25,
  // Long pages are written by a server without optimisation, on machines that others share.
  timeout: 60_000,
  expect: { timeout: 5_000 },
  reporter: [["list"]],
  use: {
    ...chromium,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "js", use: { javaScriptEnabled: true }, testIgnore: "**/*.nojs.spec.ts" },
    { name: "nojs", use: { javaScriptEnabled: false }, testIgnore: "**/*.hydrate.spec.ts" },
  ],
});
