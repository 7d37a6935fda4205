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
  ["created", {}, "job created"],
  ["started", { provider: "astria", count: 1, ref: "tune:4711" }, "tune:4711 started at Astria"],
  ["started", { provider: "astria", count: 8 }, "8 pieces of work started at Astria"],
  ["begun", { provider: "astria", count: 1 }, "Astria began work"],
  ["begun", { provider: "astria", count: 8 }, "Astria began 8 pieces of work"],
  ["queued", { provider: "fal", count: 1 }, "fal put work back in line"],
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
  [
    "provider_cancel",
    { provider: "fal", outcome: "starting" },
    "it was just being started at fal; fal is asked to stop as soon as it has answered, if it can",
  ],
  [
    "provider_cancel",
    { provider: "fal", outcome: "timeout" },
    "fal was asked to stop, but gave no clear answer",
  ],
  ["retried", { attempt: 2 }, "started again, attempt 2"],
  ["revised", { attempt: 2, part: 3 }, "part 3 is made anew, attempt 2"],
])("%s %o reads: %s", (type, detail, sentence) => {
  expect(said(type, detail)).toBe(sentence);
});

test.each([
  ["astria", "Astria"],
  ["openai", "OpenAI"],
  ["openai-videos", "OpenAI Videos"],
  ["fal", "fal"],
])("a provider is called by its own name: %s", (provider, name) => {
  expect(said("started", { provider, count: 1, ref: "7" })).toBe(`7 started at ${name}`);
});

test.each([
  ["photoshoot", { step: "training", slot: 0 }, "the training spoilt"],
  ["photoshoot", { step: "generating", slot: 6 }, "picture 7 spoilt"],
  ["sora", { step: "generating", slot: 0 }, "the video spoilt"],
  ["product_card", { step: "designing", slot: 0 }, "the card spoilt"],
  ["chat", { step: "answering", slot: 0 }, "the answer spoilt"],
  ["unheard_of", {}, "a piece spoilt"],
])("what is spoilt is called by what its kind makes: %s %o", (kind, detail, sentence) => {
  expect(said("spoilt", detail, { kind })).toBe(sentence);
});

test("work that makes itself known is not said to have been found by us", () => {
  const detail = { provider: "fal", ref: "req_7" };
  expect(said("found", detail)).toBe("req_7 was already started at fal, found again");
  expect(said("found", detail, { source: "webhook:fal" })).toBe(
    "fal itself says that it has req_7, whose start was never answered",
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
  expect(said("moon_landed", { provider: 7, slot: "x" })).toBe("moon landed");
  expect(said("started", {})).toBe("work started at the provider");
});
