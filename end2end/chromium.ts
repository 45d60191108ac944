import type { PlaywrightTestOptions } from "@playwright/test";

/** Debian's Chromium without a window, which costs a fifth less; it looks for nothing outside. */
export const chromium = {
  browserName: "chromium" as const,
  locale: "vi-VN",
  timezoneId: "Asia/Ho_Chi_Minh",
  viewport: { width: 1440, height: 900 },
  launchOptions: {
    executablePath: process.env.TIENDO_CHROMIUM ?? "/usr/bin/chromium-headless-shell",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  },
} satisfies Partial<PlaywrightTestOptions> & Record<string, unknown>;
