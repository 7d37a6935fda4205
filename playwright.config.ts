import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";

const candidates = [
  process.env["CHROMIUM_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const executablePath = candidates.find((path) => path !== undefined && existsSync(path));

const alone =
  /(?:films|library-grid|limits|live-pace|malformed|outage|paint|progress|real-pace|shutdown)\.spec\.ts$/;

/**
 * The drop-down lists of an address bar that nobody sees: two pages of their own in every window, which cost as much as ours.
 * A second list takes the place of the first: behind them stands what Playwright leaves out itself.
 */
const leftOut = [
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxPopup",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

/** How Chromium is started: the one of this machine, and nothing that it would do by itself. */
export const launchOptions = {
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    `--disable-features=${leftOut.join(",")}`,
  ],
};

/** Whoever names files wants these alone. */
const isWhole = !process.argv.some((argument) => argument.includes(".spec"));

export default defineConfig({
  testDir: "tests/browser",
  outputDir: "test-results",
  globalSetup: "./tests/browser/global-setup.ts",
  // A stack that runs already is one for all tests, which then take turns.
  fullyParallel: true,
  workers: process.env["BASE_URL"] === undefined ? Math.min(availableParallelism() + 1, 4) : 1,
  // What is measured in seconds has the machine to itself, once the others are done.
  projects: [
    { name: "pages", testIgnore: alone, ...(isWhole && { teardown: "alone" }) },
    { name: "alone", testMatch: alone, workers: 1 },
  ],
  // Patience for a busy machine: what must be fast says so itself.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: process.env["CI"] !== undefined,
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 900 },
    colorScheme: "dark",
    // What moves takes three quarters of the time; the journeys of photoshoot.spec.ts and video.spec.ts are seen moving.
    contextOptions: { reducedMotion: "reduce" },
    // A tenth of all work would go into traces that nobody opens; `--trace on` has one.
    screenshot: "only-on-failure",
    launchOptions,
  },
});
