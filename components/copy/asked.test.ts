import { expect, test } from "vitest";
import type { JobView } from "@/lib/jobs/job-view";
import { jobFixture } from "@/tests/support/job-fixture";
import { askedSentence, peaceUntil } from "./asked";

const before = jobFixture();
const later = { checkedAt: "2026-11-21T12:01:00.000Z" };
const until = "2026-11-21T12:01:12.000Z";
const delay = { code: "rate_limited", message: "Astria asks us to wait.", until };

const said = (answer: Partial<JobView>, known: JobView = before) => {
  const view = { ...known, ...answer };
  return askedSentence({ before: known, answer: view }, view);
};

test.each<[Partial<JobView>, string | null]>([
  [later, "Asked just now: still training your model."],
  [{ ...later, progress: 54 }, "Asked just now: 54% done by now."],
  [
    { ...later, stage: "generating", stageLabel: "Generating pictures" },
    "Asked just now: now generating pictures.",
  ],
  [{ ...later, delay }, "Asked just now: no answer yet."],
  [{ sinceCheckMs: 900 }, "Asked a moment ago. Once in two seconds is enough."],
  [{ sinceCheckMs: 9_000 }, "No news yet. We go on asking by ourselves."],
  [{ checkedAt: null, sinceCheckMs: 0 }, "No news yet. We go on asking by ourselves."],
  [
    { queue: { place: 1, limit: "yours" }, status: "pending" },
    "It stands in line: there is nobody to ask yet.",
  ],
  [{ ...later, delay: { ...delay, askedUntil: until } }, null],
  [{ ...later, status: "completed" }, null],
])("a check says what came of it: %o", (answer, sentence) => {
  const known = answer.checkedAt === null ? jobFixture({ checkedAt: null }) : before;
  expect(said(answer, known)).toBe(sentence);
});

test("a check of work that its provider has accepted says so, and does not call it begun", () => {
  const step = { name: "training", label: "Training your model", startedAt: null, durationMs: null };
  const accepted = { stageLabel: "Accepted by Astria", timeline: [{ ...step, state: "current" as const }] };
  expect(said({ ...later, ...accepted })).toBe(
    "Asked just now: Astria has accepted it, but has not begun yet.",
  );
});

test("work that may still be under way after the end is said to bring nothing new, until it does", () => {
  const failed = jobFixture({ status: "failed", adoptable: "work" });
  expect(said({}, failed)).toBe("Nothing new.");
  expect(said({ adoptable: "result" }, failed)).toBeNull();
});

test("what came of a check is not said any more once the job was asked about again", () => {
  const answer = { ...before, ...later };
  const now = { ...answer, checkedAt: "2026-11-21T12:01:30.000Z" };
  expect(askedSentence({ before, answer }, now)).toBeNull();
});

test("only a provider's own wish is a reason not to ask, and only while the job goes on", () => {
  const asks = { ...delay, askedUntil: "2026-11-21T12:00:30.000Z" };
  expect(peaceUntil(jobFixture({ delay: asks }))).toBe(Date.parse(asks.askedUntil));
  expect(peaceUntil(jobFixture({ delay }))).toBeNull();
  expect(peaceUntil(jobFixture())).toBeNull();
  expect(peaceUntil(jobFixture({ delay: asks, status: "failed" }))).toBeNull();
});
