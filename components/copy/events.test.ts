import { expect, test } from "vitest";
import type { JobEventView } from "@/lib/jobs/job-view";
import { CallerName, type Source } from "@/lib/jobs/source";
import { eventSentence, sourceWords } from "./events";

const labels: Record<string, string> = {
  astria: "Astria",
  fal: "fal",
  openai: "OpenAI",
  "openai-videos": "OpenAI Videos",
};

function said(
  type: string,
  detail: Record<string, unknown> = {},
  { kind = "photoshoot", source = "browser" }: { kind?: string; source?: Source } = {},
): string {
  const event: JobEventView = {
    id: 1,
    type,
    status: "processing",
    stage: "training",
    progress: 42,
    source,
    detail,
    providerLabel: labels[String(detail["provider"])] ?? null,
    createdAt: "2026-11-21T12:00:00.000Z",
  };
  return eventSentence(event, kind);
}

test.each([
  ["created", {}, "The job was created."],
  [
    "started",
    { provider: "astria", count: 1, ref: "tune:4711" },
    "The work was started at Astria, as tune:4711.",
  ],
  ["started", { provider: "astria", count: 8 }, "8 pieces of work were started at Astria."],
  ["start_lost", { provider: "fal" }, "A start at fal was lost on the way. It is made again."],
  ["begun", { provider: "astria", count: 1 }, "Astria began the work."],
  ["begun", { provider: "astria", count: 8 }, "Astria began 8 pieces of work."],
  ["begun", {}, "The provider began the work."],
  ["queued", { provider: "fal", count: 1 }, "fal put the work back in line."],
  ["stage", { from: "training", to: "generating" }, "Training is over, and generating has begun."],
  ["stage", { from: null, to: "script" }, "Writing the script has begun."],
  [
    "stage",
    { from: "script", to: "assets" },
    "Writing the script is over, and making pictures and voices has begun.",
  ],
  ["saved", { names: ["picture-03"], total: 3 }, "1 result was saved. That makes 3 in all."],
  ["saved", { names: ["a", "b"], total: 2 }, "2 results were saved. That makes 2 in all."],
  ["spoilt", { slot: 6, message: "Refused by the filter." }, "Picture 7 was spoilt: Refused by the filter."],
  ["spoilt", { slot: 6 }, "Picture 7 was spoilt."],
  [
    "delayed",
    { message: "Astria asks us to wait.", retryInMs: 8_400 },
    "The check was delayed: Astria asks us to wait. The next one comes in 9 s.",
  ],
  ["delayed", { message: "“Why so soon?”" }, "The check was delayed: “Why so soon?”"],
  ["progress", {}, "42% of the job is done."],
  [
    "retrying",
    { attempt: 2, message: "Attempt 1 failed: fal ended the work with an error.", retryInMs: 3_100 },
    "Attempt 1 failed: fal ended the work with an error. Attempt 2 begins by itself in 4 s.",
  ],
  [
    "retrying",
    { attempt: 2, retryInMs: 100_000 },
    "The attempt failed. Attempt 2 begins by itself in 2 min.",
  ],
  [
    "retrying",
    { attempt: 7, retryInMs: 7_000_000 },
    "The attempt failed. Attempt 7 begins by itself in 2 h.",
  ],
  ["provider_cancel", { provider: "fal", outcome: "requested" }, "fal was asked to stop."],
  [
    "provider_cancel",
    { provider: "astria", outcome: "unsupported" },
    "Astria cannot stop work that has begun.",
  ],
  [
    "provider_cancel",
    { provider: "fal", outcome: "starting" },
    "The work was just being started at fal, which is asked to stop as soon as it has answered, if it can.",
  ],
  [
    "provider_cancel",
    { provider: "fal", outcome: "timeout" },
    "fal was asked to stop, but gave no clear answer.",
  ],
  ["failed", { message: "Nothing came back." }, "The job failed: Nothing came back."],
  ["retried", { attempt: 2 }, "The job was started again, as attempt 2."],
  ["revised", { attempt: 2, part: 3 }, "Part 3 is made anew, as attempt 2."],
])("%s %o reads: %s", (type, detail, sentence) => {
  expect(said(type, detail)).toBe(sentence);
});

/** Every kind of row that the record can have, whatever its detail lacks. */
const types =
  "created started found start_lost begun queued stage progress saved spoilt delayed retrying provider_cancel recovered overdue completed failed canceled retried revised deleted restored late_result late_kept late_spoilt webhook_late";

test.each(types.split(" "))(
  "a row reads as a whole sentence, with a beginning, a verb and an end: %s",
  (type) => {
    const sentence = said(type);
    expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
    expect(sentence).not.toMatch(/Something else|undefined|null/);
    expect(sentence).toMatch(/\b(is|was|were|has|had|began|put|makes|failed|takes|came|comes|answers)\b/);
  },
);

test.each([
  ["astria", "Astria"],
  ["openai", "OpenAI"],
  ["openai-videos", "OpenAI Videos"],
  ["fal", "fal"],
])("a provider is called by its own name: %s", (provider, name) => {
  expect(said("started", { provider, count: 1, ref: "7" })).toBe(`The work was started at ${name}, as 7.`);
});

test.each([
  ["photoshoot", { step: "training", slot: 0 }, "The training was spoilt."],
  ["photoshoot", { step: "generating", slot: 6 }, "Picture 7 was spoilt."],
  ["sora", { step: "generating", slot: 0 }, "The video was spoilt."],
  ["product_card", { step: "designing", slot: 0 }, "The card was spoilt."],
  ["chat", { step: "answering", slot: 0 }, "The answer was spoilt."],
  ["unheard_of", {}, "A piece was spoilt."],
])("what is spoilt is called by what its kind makes: %s %o", (kind, detail, sentence) => {
  expect(said("spoilt", detail, { kind })).toBe(sentence);
});

test("work that makes itself known is not said to have been found by us", () => {
  const detail = { provider: "fal", ref: "req_7" };
  expect(said("found", detail)).toBe("Work that had been started at fal was found there again, as req_7.");
  expect(said("found", detail, { source: "webhook:fal" })).toBe(
    "fal itself says that it has req_7, whose start was never answered.",
  );
});

test.each<[Source, string]>([
  ["browser", "your browser"],
  ["manual", "you"],
  ["step", "Darkroom itself"],
  ["vercel-cron", "Vercel Cron"],
  ["pg-cron", "the database's clock"],
  ["webhook:openai-videos", "a callback from OpenAI Videos"],
  [CallerName.parse("local-ticker"), "the scheduler local-ticker"],
])("who brought a line is said in words, not in a program's name: %s", (source, words) => {
  expect(sourceWords(source, "OpenAI Videos")).toBe(words);
});

test("an event of tomorrow is shown by its name, whatever its detail holds", () => {
  expect(said("moon_landed", { provider: 7, slot: "x" })).toBe("Something else was noted: moon landed.");
  expect(said("started", {})).toBe("The work was started at the provider.");
});
