import { defineConfig } from "@playwright/test";
import { chromium } from "./chromium";

// `make screenshots`: pictures of the pages for people to look at, not a test.
export default defineConfig({
  testDir: ".",
  globalSetup: "./demonstration.ts",
  testMatch: "screenshots.ts",
  outputDir: "test-results",
  workers: 1,
  timeout: 60_000,
  reporter: [["list"]],
  use: chromium,
});
