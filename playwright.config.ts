import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "./e2e/support/find-browser";

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/support/global-setup.ts",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // Limits are for what hangs: a machine that is busy with other work must not fail a journey.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: "list",
  use: {
    locale: "uk-UA",
    timezoneId: "Europe/Kyiv",
    screenshot: "only-on-failure",
    launchOptions: findBrowser(),
  },
  projects: [{ name: "chromium", use: devices["Desktop Chrome"] }],
});
