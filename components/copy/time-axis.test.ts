import { expect, test } from "vitest";
import { attemptsOf } from "@/lib/jobs/attempts";
import type { JobEventView } from "@/lib/jobs/job-view";
import { timeAxis } from "@/lib/jobs/time-axis";
import { pointedSentence, spanName } from "./time-axis";

test.each([
  ["waiting", null, "Waiting to start"],
  ["between", null, "Waiting between attempts"],
  ["delay", null, "Held up before the start"],
  ["delay", "assets", "Held up in making pictures and voices"],
  ["stage", "training", "Training"],
  ["stage", "script", "Writing the script"],
  ["stage", null, "Starting"],
] as const)("a stretch is called by what is done in it: %s %s: %s", (doing, stage, name) => {
  expect(spanName({ doing, stage })).toBe(name);
});

const noon = Date.UTC(2026, 10, 21, 12);
const row = (id: number, type: string, ms: number): JobEventView => ({
  id,
  type,
  status: type === "created" ? "pending" : "processing",
  stage: "training",
  progress: 0,
  source: "step",
  detail: {},
  providerLabel: null,
  createdAt: new Date(noon + ms).toISOString(),
});
const events = [
  row(1, "created", 0),
  row(2, "started", 500),
  row(3, "delayed", 12_000),
  row(4, "recovered", 20_000),
];

test("what is pointed at says how long it took and when, and what runs that it goes on", () => {
  const { rows } = timeAxis(attemptsOf(events), noon + 95_300);
  const said = (name: string, fromMs: number | null) => pointedSentence(rows, { attempt: 1, name, fromMs });
  expect(said("Waiting to start", 0)).toBe("Waiting to start took 0.5 s, from 0.0 s to 0.5 s of attempt 1.");
  expect(said("Training", 500)).toBe("Training took 0:11, from 0.5 s to 0:12 of attempt 1.");
  expect(said("Held up in training", 12_000)).toBe(
    "Held up in training took 8.0 s, from 0:12 to 0:20 of attempt 1.",
  );
  expect(said("Training", 20_000)).toBe("Training has taken 1:15 so far, from 0:20 to now of attempt 1.");
  expect(said("Training", null)).toBe("Training has taken 1:26 so far of attempt 1, in 2 parts.");
  expect(said("Generating", null)).toBeNull();
});
