import { expect, test } from "vitest";
import { attemptsOf } from "@/lib/jobs/attempts";
import type { JobEventView } from "@/lib/jobs/job-view";
import type { Source } from "@/lib/jobs/source";
import type { JobStatus } from "@/lib/jobs/status";
import { ledgerGroups, ledgerJson, linesSentence } from "./ledger";

const row = (
  id: number,
  type: string,
  status: JobStatus,
  source: Source,
  detail: Record<string, unknown> = {},
): JobEventView => ({
  id,
  type,
  status,
  stage: status === "pending" ? null : "training",
  progress: 10,
  source,
  detail,
  providerLabel: "Astria",
  createdAt: new Date(Date.UTC(2026, 10, 21, 12, 0, id)).toISOString(),
});

const events = [
  row(1, "created", "pending", "browser"),
  row(2, "started", "processing", "browser", { ref: "tune:4711" }),
  row(3, "failed", "failed", "webhook:astria", { message: "No face was found." }),
  row(4, "retried", "pending", "manual", { attempt: 2 }),
  row(5, "started", "processing", "pg-cron", { ref: "tune:4712" }),
];
const job = { kind: "photoshoot", provider: "Astria" };
const found = (typed: string) =>
  ledgerGroups(job, attemptsOf(events), typed).map(({ attempt, lines }) => [
    attempt.number,
    lines.map(({ event }) => event.id),
  ]);

test("a ledger is read newest first, each attempt with its own rows", () => {
  expect(found("")).toEqual([
    [2, [5, 4]],
    [1, [3, 2, 1]],
  ]);
});

test.each([
  ["what is read of it", "no FACE", [[1, [3]]]],
  [
    "words in any order",
    "astria tune",
    [
      [2, [5]],
      [1, [2]],
    ],
  ],
  ["who told it", "callback", [[1, [3]]]],
  ["a program's name for who told it", "pg-cron", [[2, [5]]]],
  ["a program's name for what it is", "retried", [[2, [4]]]],
  ["nothing that it has", "moon", []],
])("a row is found by %s", (_by, typed, ids) => {
  expect(found(typed)).toEqual(ids);
});

test("how many rows are read is said, of how many there are", () => {
  const said = (typed: string) => linesSentence(ledgerGroups(job, attemptsOf(events), typed), 5);
  expect(["", "tune", "moon"].map(said)).toEqual(["5 lines", "2 of 5 lines", "None of 5 lines"]);
});

test("what is copied is the whole ledger as it was answered", () => {
  expect(JSON.parse(ledgerJson(events))).toEqual({ items: events });
});
