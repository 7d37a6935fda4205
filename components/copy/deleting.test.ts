import { expect, test } from "vitest";
import type { JobView } from "@/lib/jobs/job-view";
import { jobFixture } from "@/tests/support/job-fixture";
import { bulkQuestion } from "./bulk";
import { deletedNews, deleteSentence, goesWith, modelsGoing } from "./deleting";

test.each<[Partial<JobView>, RegExp]>([
  [
    { status: "pending", queue: { place: 1, limit: "yours" } },
    /^It has not begun yet\. It goes with .+\. You can undo this for ten seconds\.$/,
  ],
  [{ isStoppable: true }, /^The work is stopped: Astria is asked to, and what was paid is paid\./],
  [{ isStoppable: false }, /^The work is given up: Astria cannot stop what has begun, and what was paid is/],
  // Of an earlier attempt something was paid.
  [{ status: "pending", attempt: 2, queue: { place: 1, limit: "yours" } }, /what was paid is paid/],
])("what is asked before work is deleted says what becomes of it: %o", (fields, words) => {
  expect(deleteSentence(jobFixture(fields))).toMatch(words);
});

const training = { name: "training", label: "Trained your model", startedAt: null, durationMs: 60_000 };
const trained = jobFixture({
  status: "completed",
  input: { images: ["a.jpg"] },
  timeline: [{ ...training, state: "done" }],
});
const withKept = jobFixture({ ...trained, input: { model: "of an earlier shoot" } });
const untrained = jobFixture({
  status: "failed",
  input: trained.input,
  timeline: [{ ...training, state: "stopped" }],
});

test("whoever deletes a photoshoot is told that the model goes which it trained", () => {
  expect(deleteSentence(jobFixture({ input: trained.input, timeline: trained.timeline }))).toMatch(
    /its uploads and its model, and its cost leaves the sums of your months\./,
  );
  expect(goesWith(trained)).toBe("with its files, its uploads and its model");
  expect(deletedNews(trained)).toBe("Autumn portraits, with its model");
});

test.each([
  [withKept, "with its files"],
  [untrained, "with its files and its uploads"],
  [jobFixture({ kind: "chat", timeline: trained.timeline }), "with its files"],
] as const)(
  "no model goes with a job that has trained none, and no uploads with one that was given none: %#",
  (job, what) => {
    expect(goesWith(job)).toBe(what);
    expect(deletedNews(job)).toBe(job.title);
    expect(modelsGoing([job])).toBe("");
  },
);

test("of many that are deleted it is said how many models go too", () => {
  expect(modelsGoing([trained, withKept])).toBe("The model that one of them trained goes too.");
  expect(modelsGoing([trained, withKept, trained])).toBe("The models that 2 of them trained go too.");
  expect(bulkQuestion("delete", [trained, jobFixture()]).text).toMatch(
    /one of them trained goes too\. You can undo/,
  );
});
