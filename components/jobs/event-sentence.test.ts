import { expect, test } from "vitest";
import type { JobEventView } from "@/lib/jobs/job-view";
import { eventSentence } from "@/components/jobs/event-sentence";

function said(type: string, detail: Record<string, unknown> = {}): string {
  const event: JobEventView = {
    id: 1,
    type,
    status: "processing",
    stage: "training",
    progress: 42,
    source: "browser",
    detail,
    createdAt: "2026-11-21T12:00:00.000Z",
  };
  return eventSentence(event);
}

test.each([
  ["created", {}, "job created"],
  ["started", { provider: "astria", count: 1, ref: "tune:4711" }, "tune:4711 started at Astria"],
  ["started", { provider: "astria", count: 8 }, "8 pieces of work started at Astria"],
  ["stage", { from: "training", to: "generating" }, "training finished, generating begun"],
  ["saved", { names: ["picture-03"], total: 3 }, "1 result saved, 3 in all"],
  ["spoilt", { slot: 6, message: "Refused by the filter." }, "picture 7 spoilt: Refused by the filter"],
  [
    "delayed",
    { message: "Astria asks us to wait.", retryInMs: 8_400 },
    "check delayed: Astria asks us to wait, next try in 9 s",
  ],
  ["progress", {}, "42% known"],
  [
    "retrying",
    { attempt: 2, message: "fal ended the work with an error.", retryInMs: 3_100 },
    "another attempt, number 2: fal ended the work with an error, begins in 4 s",
  ],
  ["provider_cancel", { provider: "fal", outcome: "requested" }, "fal was asked to stop"],
  [
    "provider_cancel",
    { provider: "astria", outcome: "unsupported" },
    "Astria cannot stop work that has begun",
  ],
  ["provider_refused", { provider: "openai", message: "Too large." }, "OpenAI refused: Too large"],
  ["retried", { attempt: 2 }, "started again, attempt 2"],
])("%s %o reads: %s", (type, detail, sentence) => {
  expect(said(type, detail)).toBe(sentence);
});

test("an event of tomorrow is shown by its name, whatever its detail holds", () => {
  expect(said("moon_landed", { provider: 7, slot: "x" })).toBe("moon landed");
  expect(said("started", {})).toBe("work started at the provider");
});
