import * as fc from "fast-check";
import { expect, test } from "vitest";
import { attemptsOf } from "./attempts";
import type { JobEventView } from "./job-view";
import { jobStatuses, type JobStatus } from "./status";
import { asSteps, timeAxis } from "./time-axis";

const noon = Date.UTC(2026, 10, 21, 12);
const seconds = 1_000;

type Row = [type: string, status: JobStatus, stage: string | null, second: number];

const ledger = (...rows: Row[]): JobEventView[] =>
  rows.map(([type, status, stage, second], at) => ({
    id: at + 1,
    type,
    status,
    stage,
    progress: 0,
    source: "step",
    detail: {},
    providerLabel: null,
    createdAt: new Date(noon + second * seconds).toISOString(),
  }));

/** Each row as "doing stage from+length", a running one with an ellipsis; seconds. */
function drawn(rows: Row[], nowSecond: number | null): string[] {
  const nowMs = nowSecond === null ? null : noon + nowSecond * seconds;
  return timeAxis(attemptsOf(ledger(...rows)), nowMs).rows.map(({ spans }) =>
    spans
      .map(({ doing, stage, fromMs, lengthMs, isRunning }) =>
        [doing, stage, `${fromMs / seconds}+${lengthMs / seconds}${isRunning ? "…" : ""}`]
          .filter((word) => word !== null)
          .join(" "),
      )
      .join(", "),
  );
}

const shoot: Row[] = [
  ["created", "pending", null, 0],
  ["started", "processing", "training", 2],
  ["progress", "processing", "training", 9],
  ["stage", "processing", "generating", 13],
  ["started", "processing", "generating", 13],
];

test("stages follow one another from where the job was asked for, and the present one grows", () => {
  expect(drawn(shoot, 20)).toEqual(["waiting 0+2, stage training 2+11, stage generating 13+7…"]);
  expect(drawn(shoot, 21)).toEqual(["waiting 0+2, stage training 2+11, stage generating 13+8…"]);
});

test("a job that has ended grows no more, and what comes after its end belongs to no stage", () => {
  const done: Row[] = [
    ...shoot,
    ["spoilt", "processing", "generating", 15],
    ["completed", "completed", "generating", 16],
    ["late_kept", "completed", "generating", 40],
  ];
  expect(drawn(done, null)).toEqual(["waiting 0+2, stage training 2+11, stage generating 13+3"]);
});

test("one row of the ledger is a wait that grows", () => {
  expect(drawn([["created", "pending", null, 0]], 5)).toEqual(["waiting 0+5…"]);
  expect(timeAxis(attemptsOf(ledger(["created", "pending", null, 0])), null).rows[0]?.spans).toEqual([]);
  expect(timeAxis([], null)).toMatchObject({ rows: [], ticksMs: [0, 1_000] });
});

test("a job that is canceled in line has waited, and nothing else", () => {
  const rows: Row[] = [
    ["created", "pending", null, 0],
    ["canceled", "canceled", null, 4],
  ];
  expect(drawn(rows, null)).toEqual(["waiting 0+4"]);
});

test("trouble is shown as such from when it is met until the provider answers again", () => {
  const rows: Row[] = [
    ["created", "pending", null, 0],
    ["started", "processing", "training", 0],
    ["delayed", "processing", "training", 5],
    ["saved", "processing", "training", 6],
    ["delayed", "processing", "training", 10],
    ["recovered", "processing", "training", 20],
  ];
  expect(drawn(rows, 25)).toEqual(["stage training 0+5, delay training 5+15, stage training 20+5…"]);
  const brief: Row[] = [...rows.slice(0, 3), ["recovered", "processing", "training", 5]];
  expect(drawn(brief, 25)).toEqual(["stage training 0+25…"]);
  const [row] = timeAxis(attemptsOf(ledger(...rows)), noon + 25 * seconds).rows;
  expect(row?.shares).toEqual([
    { doing: "stage", stage: "training", lengthMs: 10 * seconds, isRunning: true, spans: 2 },
    { doing: "delay", stage: "training", lengthMs: 15 * seconds, isRunning: false, spans: 1 },
  ]);
});

test("an attempt that begins by itself waits between two, one that a person asks for comes after a pause", () => {
  const rows: Row[] = [
    ["created", "pending", null, 0],
    ["started", "processing", "generating", 1],
    ["retrying", "pending", "generating", 6],
    ["started", "processing", "generating", 9],
    ["failed", "failed", "generating", 12],
    ["retried", "pending", null, 3_612],
    ["started", "processing", "generating", 3_613],
  ];
  expect(drawn(rows, 3_620)).toEqual([
    "waiting 0+1, stage generating 1+5",
    "between 0+3, stage generating 3+3",
    "waiting 0+1, stage generating 1+7…",
  ]);
  const axis = timeAxis(attemptsOf(ledger(...rows)), noon + 3_620 * seconds);
  expect(axis.rows.map(({ pauseMs }) => pauseMs)).toEqual([null, null, 3_600 * seconds]);
  // An hour in which nobody did anything squeezes nothing.
  expect(axis.scaleMs).toBe(8 * seconds);
});

test("before the first row of an attempt that begins by itself, it waits", () => {
  const rows: Row[] = [
    ["created", "pending", null, 0],
    ["started", "processing", "generating", 0],
    ["retrying", "pending", "generating", 6],
  ];
  expect(drawn(rows, 8)).toEqual(["stage generating 0+6", "between 0+2…"]);
});

test("a retry that finds all done goes through its stages in no time", () => {
  const rows: Row[] = [
    ...shoot,
    ["failed", "failed", "generating", 16],
    ["retried", "pending", null, 20],
    ["stage", "processing", "generating", 20],
    ["completed", "completed", "generating", 20],
  ];
  expect(drawn(rows, null)[1]).toBe("stage generating 0+0");
});

test("clocks that go back make a stretch short, never negative, and nothing overlaps", () => {
  const rows: Row[] = [
    ["created", "pending", null, 10],
    ["started", "processing", "training", 8],
    ["stage", "processing", "generating", 30],
    ["progress", "processing", "generating", 29],
  ];
  expect(drawn(rows, 12)).toEqual(["stage training 0+20, stage generating 20+0…"]);
});

test("the scale has round moments, five at most", () => {
  const ticks = (length: number) =>
    timeAxis(
      attemptsOf(ledger(["created", "pending", null, 0], ["canceled", "canceled", null, length])),
      null,
    ).ticksMs.map((ms) => ms / seconds);
  expect(ticks(0)).toEqual([0, 1]);
  expect(ticks(16)).toEqual([0, 5, 10, 15]);
  expect(ticks(61)).toEqual([0, 20, 40, 60]);
  expect(ticks(3_600)).toEqual([0, 1_200, 2_400, 3_600]);
  expect(ticks(700_000)).toEqual([0, 259_200, 518_400]);
});

test("whatever a ledger says, rows are whole: no gap, nothing negative, all within the scale", () => {
  const types = [
    "created",
    "started",
    "stage",
    "delayed",
    "recovered",
    "saved",
    "retrying",
    "retried",
    "failed",
  ];
  const row = fc.tuple(
    fc.constantFrom(...types),
    fc.constantFrom(...jobStatuses),
    fc.constantFrom(null, "training", "generating"),
    fc.integer({ min: -50, max: 5_000 }),
  );
  const cases = fc.tuple(fc.array(row, { maxLength: 14 }), fc.option(fc.integer({ min: -50, max: 6_000 })));
  fc.assert(
    fc.property(cases, ([rows, now]) => {
      const {
        scaleMs,
        ticksMs,
        rows: drawnRows,
      } = timeAxis(attemptsOf(ledger(...rows)), now === null ? null : noon + now * seconds);
      expect(ticksMs.length).toBeLessThanOrEqual(5);
      expect(Math.max(...ticksMs)).toBeLessThanOrEqual(scaleMs);
      for (const { spans, shares, lengthMs } of drawnRows) {
        expect(lengthMs).toBeLessThanOrEqual(scaleMs);
        expect(shares.reduce((sum, share) => sum + share.lengthMs, 0)).toBe(
          spans.reduce((sum, span) => sum + span.lengthMs, 0),
        );
        expect(spans.filter(({ lengthMs: length }) => length < 0)).toEqual([]);
        const ends = spans.map((span) => span.fromMs + span.lengthMs);
        expect(spans.slice(1).map(({ fromMs }) => fromMs)).toEqual(ends.slice(0, -1));
        expect(spans.slice(0, -1).filter(({ isRunning }) => isRunning)).toEqual([]);
      }
    }),
  );
});

test("told in tenths of a second, the stretches of an attempt add up to its length", () => {
  const uneven: Row[] = [
    ["created", "pending", null, 0.06],
    ["started", "processing", "training", 0.69],
    ["stage", "processing", "generating", 4.98],
    ["completed", "completed", "generating", 12.06],
  ];
  expect(drawn(uneven, null)).toEqual(["waiting 0+0.6, stage training 0.6+4.3, stage generating 4.9+7.1"]);
});

test("of a stage that is over there is one figure, its step's; of one that was held up, gone through twice or goes on the ledger's", () => {
  const at = (second: number) => new Date(noon + second * seconds).toISOString();
  const step = (name: string, from: number, durationMs: number | null) => {
    return { name, label: "", state: "done" as const, startedAt: at(from), durationMs };
  };
  const told = (rows: Row[], ...timeline: Array<ReturnType<typeof step>>) => {
    const [row] = timeAxis(attemptsOf(ledger(...rows)), noon + 30 * seconds).rows;
    const job = { startedAt: at(0), completedAt: at(30), timeline };
    return row && asSteps(row, job);
  };
  const begun: Row[] = [
    ["created", "pending", null, 0],
    ["started", "processing", "training", 1],
  ];
  const plain = told(
    [...begun, ["stage", "processing", "generating", 12], ["completed", "completed", "generating", 30]],
    step("training", 1, 10_900),
    step("generating", 12, 17_900),
  );
  const lengths = [1_000, 10_900, 17_900];
  expect(plain?.shares.map(({ lengthMs }) => lengthMs)).toEqual(lengths);
  expect(plain?.spans.map(({ lengthMs }) => lengthMs)).toEqual(lengths);

  const heldUp = told(
    [...begun, ["delayed", "processing", "training", 6], ["completed", "completed", "training", 12]],
    step("training", 1, 10_900),
  );
  expect(heldUp?.shares.map(({ doing, lengthMs }) => [doing, lengthMs])).toEqual([
    ["waiting", 1_000],
    ["stage", 5_000],
    ["delay", 6_000],
  ]);
  const twice = told(
    [
      ...begun,
      ["stage", "processing", "generating", 6],
      ["stage", "processing", "training", 8],
      ["completed", "completed", "training", 12],
    ],
    step("training", 8, 3_900),
  );
  expect(twice?.shares.find(({ stage }) => stage === "training")).toMatchObject({
    spans: 2,
    lengthMs: 9_000,
  });
  expect(told(begun, step("training", 1, null))?.shares.at(-1)).toMatchObject({
    isRunning: true,
    lengthMs: 29_000,
  });
});
