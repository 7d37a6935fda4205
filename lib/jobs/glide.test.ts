import { array, assert, boolean, constantFrom, integer, nat, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { frameShare, isPastForeseen, likelyProgress, likelyShare, nextShown, type Shown } from "./glide";

const glide = { to: 60, passedMs: 0, usualMs: 120_000 };
const shownAt = (percent: number, attempt = 1): Shown => ({ attempt, percent, isSlow: false });

/** What is shown every 100 ms after an answer. */
function course(job: ReturnType<typeof jobFixture>, ms: number, first: Shown | null = null): Shown[] {
  let last = first;
  return Array.from({ length: ms / 100 }, (_, step) => {
    last = nextShown(last, job, step * 100, 100);
    return last;
  });
}

describe("the likely share of a stage", () => {
  test("is even at first, most of it when its usual time is over, and never all", () => {
    expect(likelyShare(30_000, 60_000)).toBe(0.5);
    expect(likelyShare(60_000, 60_000)).toBeCloseTo(0.8);
    expect(likelyShare(120_000, 60_000)).toBeCloseTo(0.911, 3);
    expect(likelyShare(864_000_000, 60_000)).toBeLessThan(1);
  });

  test("only ever grows", () => {
    assert(
      property(nat(7_200_000), nat(60_000), integer({ min: 1, max: 3_600_000 }), (ms, more, usual) => {
        expect(likelyShare(ms + more, usual)).toBeGreaterThanOrEqual(likelyShare(ms, usual));
      }),
    );
  });
});

test("a page opened later shows the same as one that was there all the time", () => {
  const early = jobFixture({ progress: 0, glide });
  const later = jobFixture({ progress: 0, sinceCheckMs: 90_000, glide: { ...glide, passedMs: 90_000 } });
  expect(likelyProgress(later, 40_000)).toBeCloseTo(likelyProgress(early, 130_000));
});

test("what is shown stands still where nothing moves: waiting, delayed, overdue", () => {
  const still = course(jobFixture({ progress: 40, glide: null }), 20_000);
  expect(still.every(({ percent }) => percent === 40)).toBe(true);
});

test("what is shown never falls and never passes the end of the stage, whatever is told when", () => {
  const answers = record({
    progress: integer({ min: 0, max: 60 }),
    passedMs: nat(3_600_000),
    usualMs: integer({ min: 1, max: 3_600_000 }),
    sinceCheckMs: nat(60_000),
  });
  const steps = record({ elapsedMs: nat(120_000), stepMs: nat(120_000) });
  assert(
    property(
      answers,
      steps,
      integer({ min: 0, max: 60 }),
      ({ progress, sinceCheckMs, ...rest }, step, from) => {
        const job = jobFixture({ progress, sinceCheckMs, glide: { to: 60, ...rest } });
        const { percent } = nextShown(shownAt(from), job, step.elapsedMs, step.stepMs);
        expect(percent).toBeGreaterThanOrEqual(from);
        expect(percent).toBeLessThanOrEqual(60);
      },
    ),
  );
});

/** What is shown for 8.2 s of a stage that has gone on for `part` thousandths of its usual time. */
function moments(usualMs: number, part: number): Shown[] {
  const passedMs = (part / 1_000) * usualMs;
  const job = jobFixture({ progress: 0, sinceCheckMs: passedMs, glide: { to: 60, passedMs, usualMs } });
  return course(job, 8_200, shownAt(60 * likelyShare(passedMs, usualMs)));
}
const stages = constantFrom(10_000, 45_000, 360_000, 900_000);

test("the bar never stands for 8 s until a stage has taken three times as long as usual", () => {
  assert(
    property(stages, nat(2_999), (usualMs, part) => {
      const drawn = moments(usualMs, part).map(({ percent }) => Math.floor(percent * 100));
      expect(drawn.at(-1)).toBeGreaterThan(drawn[0] ?? 0);
    }),
  );
});

test("the figure never stands for 8 s while a stage takes no longer than usual: slow ones are told in tenths", () => {
  assert(
    property(stages, nat(999), (usualMs, part) => {
      const told = moments(usualMs, part).map(({ percent, isSlow }) =>
        Math.floor(percent * (isSlow ? 10 : 1)),
      );
      expect(told.at(-1)).toBeGreaterThan(told[0] ?? 0);
    }),
  );
});

test("tenths are told of no stage that takes far longer than usual, but up to the next whole point", () => {
  for (const usualMs of [4_000, 45_000, 360_000]) {
    const late = moments(usualMs, 3_000);
    expect(late.at(-1)?.isSlow).toBe(false);
    const passedMs = 1_990 * (usualMs / 1_000);
    const job = jobFixture({ progress: 0, sinceCheckMs: passedMs, glide: { to: 60, passedMs, usualMs } });
    const told = course(job, 40 * usualMs, { attempt: 1, percent: 54.5, isSlow: true });
    const whole = told.findIndex(({ isSlow }) => !isSlow);
    expect(told[whole]?.percent).toBeGreaterThanOrEqual(55);
    expect(told.slice(whole).some(({ isSlow }) => isSlow)).toBe(false);
  }
});

test("the figure never falls within an attempt, also where a slow stage is followed by a quick one", () => {
  const answer = record({
    progress: integer({ min: 0, max: 60 }),
    to: constantFrom(60, 97, 99),
    passedMs: nat(120_000),
    usualMs: constantFrom(2_000, 45_000, 900_000),
    isMoving: boolean(),
  });
  assert(
    property(array(answer, { minLength: 2, maxLength: 6 }), (answers) => {
      let last: Shown | null = null;
      let told = 0;
      for (const { progress, isMoving, ...rest } of answers) {
        const job = jobFixture({ progress, sinceCheckMs: 0, glide: isMoving ? rest : null });
        for (const shown of course(job, 1_500, last)) {
          const tenths = Math.floor(shown.percent) * 10;
          const figure = shown.isSlow ? Math.floor(shown.percent * 10) : tenths;
          expect(figure).toBeGreaterThanOrEqual(told);
          [last, told] = [shown, figure];
        }
      }
    }),
  );
});

test("an answer that knows more is caught up with in a moment, and one that knows less changes nothing", () => {
  const ahead = course(jobFixture({ progress: 50, glide }), 2_000, shownAt(20));
  expect(ahead[0]?.percent).toBeLessThan(35);
  expect(ahead.at(-1)?.percent).toBeGreaterThan(49.9);
  const behind = nextShown(shownAt(50), jobFixture({ progress: 20, glide }), 0, 100);
  expect(behind.percent).toBeGreaterThanOrEqual(50);
});

test("a new attempt begins anew, and a job that stops shows what is known, both at once", () => {
  const retried = jobFixture({ status: "pending", attempt: 2, progress: 0, glide: null });
  expect(nextShown(shownAt(77), retried, 0, 100)).toMatchObject({ attempt: 2, percent: 0 });
  const failed = jobFixture({ status: "failed", progress: 38, glide: null });
  expect(nextShown(shownAt(44.2), failed, 0, 100).percent).toBe(38);
});

test("for those who want no motion there is none between two steps", () => {
  const job = jobFixture({ progress: 50, glide });
  expect(nextShown(shownAt(20), job, 0, 1_000, true).percent).toBe(50);
});

describe("frames", () => {
  const stage = { from: 60, to: 97 };

  test("come up one after the other, and all have begun when the stage usually ends", () => {
    const shares = (percent: number) =>
      Array.from({ length: 8 }, (_, slot) => frameShare(slot, 8, percent, stage));
    expect(shares(60)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(shares(60 + 37 / 8).map((share) => share > 0)).toEqual([
      true,
      true,
      ...Array<boolean>(6).fill(false),
    ]);
    expect(shares(60 + 37 * 0.8).every((share) => share > 0)).toBe(true);
    expect(shares(98)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  test("never go back while progress grows", () => {
    assert(
      property(nat(7), nat(1_000), nat(1_000), (slot, tenths, more) => {
        const share = frameShare(slot, 8, tenths / 10, stage);
        expect(frameShare(slot, 8, (tenths + more) / 10, stage)).toBeGreaterThanOrEqual(share);
      }),
    );
  });

  test("of a kind without such a stage stay as they are", () => {
    expect(frameShare(0, 8, 50, null)).toBe(0);
  });
});

test("of a step that takes twice as long as it usually does, and longer, no figure is worth saying", () => {
  expect(isPastForeseen({ ...glide, passedMs: 240_000 })).toBe(false);
  expect(isPastForeseen({ ...glide, passedMs: 240_001 })).toBe(true);
  expect(isPastForeseen(null)).toBe(false);
});
