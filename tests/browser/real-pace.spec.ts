import { expect } from "@playwright/test";
import { badge, signUp, startPhotoshoot } from "./person";
import { test } from "./test";
import { apart, fallen, goneBack, longestStand, watchProgress } from "./watch-progress";

test.use({ contextOptions: { reducedMotion: "no-preference" }, stackEnv: { SANDBOX_SPEED: "1" } });

test("through a whole photoshoot at the pace of life neither bar nor figure ever stands for 8 s, or falls, and no frame goes back", async ({
  page,
}) => {
  await signUp(page);
  await startPhotoshoot(page, "Watched for a minute");
  const watch = await watchProgress(page);
  await expect(badge(page, "Done")).toBeVisible({ timeout: 240_000 });
  const samples = await watch.stop();

  // Four a second of about a minute, from the very beginning.
  expect(samples.length).toBeGreaterThan(100);
  expect(samples[0]?.figure).toBeLessThan(20);
  const stood = { bar: longestStand(samples, "bar"), figure: longestStand(samples, "figure") };
  const figures = `the bar stood for ${Math.round(stood.bar)} ms at most, the figure for ${Math.round(stood.figure)} ms`;
  test.info().annotations.push({ type: "figures", description: figures });
  console.log(figures);
  expect(stood.bar).toBeLessThan(8_000);
  expect(stood.figure).toBeLessThan(8_000);
  expect(fallen(samples)).toEqual([]);
  expect(apart(samples)).toEqual([]);
  expect(goneBack(samples)).toEqual([]);
});
