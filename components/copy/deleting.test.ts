import { expect, test } from "vitest";
import type { JobView } from "@/lib/jobs/job-view";
import { jobFixture } from "@/tests/support/job-fixture";
import { bulkQuestion } from "./bulk";
import { deletedNews, deleteSentence, goneSentence, modelsGoing } from "./deleting";

test.each<[Partial<JobView>, RegExp]>([
  [
    { status: "pending", queue: { place: 1, limit: "yours" } },
    /^It has not begun yet\. Its .+ are removed from your account\. You can undo this for ten seconds\.$/,
  ],
  [{ isStoppable: true }, /^Astria is asked to stop it, and what is paid stays paid\./],
  [{ isStoppable: false }, /^Astria cannot stop it, and what is paid stays paid\./],
  // Of an earlier attempt something was paid.
  [{ status: "pending", attempt: 2, queue: { place: 1, limit: "yours" } }, /what is paid stays paid/],
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
    /Its files, uploads and model are removed from your account\./,
  );
  expect(goneSentence(trained, 7)).toBe(
    "“Autumn portraits”, its files, its uploads and its model are gone in 7 s unless you undo.",
  );
  expect(deletedNews(trained)).toBe("Autumn portraits, with its model");
});

test.each([
  [withKept, "and its files"],
  [untrained, ", its files and its uploads"],
  [jobFixture({ kind: "chat", timeline: trained.timeline }), "and its files"],
] as const)(
  "no model goes with a job that has trained none, and no uploads with one that was given none: %#",
  (job, what) => {
    expect(goneSentence(job, null)).toMatch(new RegExp(`” ?${what} are gone for good\\.$`));
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
