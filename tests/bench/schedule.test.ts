import { describe, expect, test } from "vitest";
import { checksUntil, draw, play, quantile, seenBy, stageKnownBy } from "./simulated-checks";

const seconds = 1_000;
const longestMs = 300 * seconds;

const stages = [
  { medianMs: 45 * seconds, intervalMs: 3 * seconds },
  { medianMs: 45 * seconds, intervalMs: 5 * seconds },
  { medianMs: 120 * seconds, intervalMs: 5 * seconds },
  { medianMs: 900 * seconds, intervalMs: 30 * seconds },
];

describe.each([
  { sigma: 0.3, most: 0.5 },
  { sigma: 0.8, most: 0.85 },
])("of work that takes as long as history says, spread by $sigma", ({ sigma, most }) => {
  const played = stages.map((stage) => ({ ...stage, ...play({ ...stage, sigma }) }));

  test.each(played)(
    `half of the ends are seen as soon as by fixed intervals, with ${most} of their calls: $medianMs ms at $intervalMs`,
    ({ ours, equal }) => {
      expect(equal.medianLagMs / ours.medianLagMs).toBeCloseTo(1, 1);
      expect(ours.calls / equal.calls).toBeLessThanOrEqual(most);
    },
  );

  test.each(played)(
    "95 of 100 ends are seen within two intervals, and half of them sooner than at the stage's own: $medianMs ms at $intervalMs",
    ({ ours, documented, intervalMs }) => {
      expect(ours.lag95Ms).toBeLessThanOrEqual(2 * intervalMs);
      expect(ours.medianLagMs).toBeLessThan(documented.medianLagMs);
    },
  );
});

describe.each([2, 0.5])("of work that takes %d times as long as history says", (drift) => {
  test.each([0.3, 0.8])(
    "a stage of many intervals takes no more calls than fixed ones, spread by %d",
    (sigma) => {
      for (const stage of stages.filter(({ medianMs, intervalMs }) => medianMs > 10 * intervalMs)) {
        const { ours, documented, equal } = play({ ...stage, sigma, drift });
        expect(ours.calls).toBeLessThanOrEqual(1.1 * Math.max(documented.calls, equal.calls));
      }
    },
  );

  test("ends are still seen, the slower within two intervals and all within five minutes", () => {
    for (const stage of stages) {
      const { ours } = play({ ...stage, sigma: 0.3, drift });
      expect(ours.lag95Ms).toBeLessThanOrEqual(drift > 1 ? 2 * stage.intervalMs : longestMs);
    }
  });
});

test("a job is looked at an interval after its beginning, and then at least every five minutes", () => {
  for (const stage of [...stages, { medianMs: 7_200 * seconds, intervalMs: 30 * seconds }]) {
    const checks = checksUntil(
      3 * stage.medianMs,
      stageKnownBy(draw({ ...stage, sigma: 0.3 }, 200, "any"), stage.intervalMs),
    );
    const waits = checks.map((age, n) => age - (checks[n - 1] ?? 0));
    expect(waits[0]).toBe(stage.intervalMs);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(stage.intervalMs / 3 - 1);
    expect(Math.max(...waits)).toBeLessThanOrEqual(longestMs);
  }
});

test("history that is made of what these checks saw does not run away from the work", () => {
  for (const stage of stages) {
    const played = { ...stage, sigma: 0.3 };
    let learned = draw(played, 200, "work", 0);
    for (let generation = 1; generation <= 20; generation++) {
      const checks = checksUntil(5 * stage.medianMs, stageKnownBy(learned, stage.intervalMs));
      learned = draw(played, 200, "work", generation).map((ms) => ms + seenBy(checks, ms).lagMs);
    }
    const truth = quantile(draw(played, 4_000, "work"), 0.5);
    expect(quantile(learned, 0.5)).toBeLessThan(truth + 2 * stage.intervalMs);
  }
});
