import { expect, test } from "vitest";
import type { JobError } from "@/lib/jobs/job-error";
import type { JobView } from "@/lib/jobs/job-view";
import {
  adoptableSentence,
  adviceSentence,
  canceledWords,
  cancelSentence,
  moneySentence,
  reasonSentence,
  stoppedSentence,
} from "./endings";
import { jobFixture } from "@/tests/support/job-fixture";
import { sceneFixture, storyFixture, thereFixture } from "@/tests/support/story-fixture";

const failed = (fields: Partial<JobError> = {}): JobError => ({
  code: "failed",
  message: "fal could not make this.",
  retryable: true,
  charged: null,
  ...fields,
});
const job = (fields: Partial<JobView> = {}) =>
  jobFixture({ status: "failed", provider: "fal", isStoppable: true, ...fields });

test.each([
  [failed({ charged: false }), job(), "Nothing was charged."],
  [failed({ charged: true }), job(), "It was charged."],
  [failed({ charged: true }), job({ adoptable: "part" }), "What was made was charged."],
  [failed(), job(), "It may have been charged."],
  [
    failed({ charged: false }),
    job({ attempt: 2 }),
    "This attempt was not charged; the first one may have been.",
  ],
  [
    failed({ charged: true }),
    job({ attempt: 3 }),
    "This attempt was charged, and earlier ones may have been.",
  ],
  [failed(), job({ attempt: 3 }), "This attempt may have been charged, and so may earlier ones."],
  [
    failed({ charged: false }),
    job({ adoptable: "part" }),
    "What failed was not charged; the rest may have been.",
  ],
])("what was paid is said for the attempt that is known: %o %o", (error, facts, sentence) => {
  expect(moneySentence(error, facts)).toBe(sentence);
});

test("only a start of unknown fate is said not to have been started again", () => {
  const unknown = failed({ code: "start_unknown" });
  expect(moneySentence(unknown, job())).toBe(
    "It may have been charged. We did not start it again by ourselves.",
  );
  expect(moneySentence(failed(), job({ attempt: 3 }))).not.toMatch(/by ourselves/);
});

test.each([
  [failed({ charged: false }), "Retry starts it anew, which is paid for if fal charges."],
  [failed(), "Retry starts it anew, which may be paid for a second time."],
  [failed({ code: "start_unknown" }), "Retry starts it anew, which may be paid for a second time."],
  [failed({ code: "result_expired", charged: true }), "Retry starts it anew, which is paid for again."],
])("a retry that finds nothing says what it costs: %o", (error, sentence) => {
  expect(adviceSentence(error, job())).toBe(sentence);
});

test.each([
  [2, "Retry makes a third attempt, which may be paid for again."],
  [3, "Retry makes a fourth attempt, which may be paid for again."],
  [7, "Retry makes an eighth attempt, which may be paid for again."],
  [20, "Retry makes another attempt, which may be paid for again."],
])("a retry after %i attempts says which one it is", (attempt, sentence) => {
  expect(adviceSentence(failed(), job({ attempt }))).toBe(sentence);
});

test("nothing is said to be free but what is done", () => {
  const done = job({ adoptable: "result" });
  expect(adviceSentence(failed({ code: "result_unavailable", charged: true }), done)).toMatch(
    /Retry picks it up, and nothing is paid again\.$/,
  );
  expect(adviceSentence(failed(), job({ adoptable: "part" }))).toMatch(
    /Retry starts the rest, which is paid for/,
  );
  for (const adoptable of ["part", "work", null] as const) {
    expect(adviceSentence(failed(), job({ adoptable }))).not.toMatch(/nothing is paid/i);
  }
});

test("what would end the same way is not to be tried again, unless there is something to pick up", () => {
  const refused = failed({ code: "moderation", retryable: false });
  expect(adviceSentence(refused, job())).toMatch(/Start a new one with other input\.$/);
  expect(adviceSentence(refused, job({ adoptable: "part" }))).toMatch(/Start a new one with other input\.$/);
  expect(adviceSentence(refused, job({ adoptable: "work" }))).toMatch(/Retry picks it up/);
});

test.each([
  ["chat", "OpenAI", "I cannot help with that.", "OpenAI answered: “I cannot help with that.”"],
  ["chat", "OpenAI", "OpenAI refused: against the rules", "OpenAI refused it: “against the rules”"],
  ["chat", "OpenAI", "OpenAI's filter stopped this answer.", "OpenAI's filter stopped this answer."],
  ["sora", "fal", "fal: the prompt is unsafe", "fal refused it: “the prompt is unsafe”"],
  ["sora", "OpenAI", "Blocked by our moderation.", "OpenAI refused it: “Blocked by our moderation.”"],
  [
    "story_video",
    "OpenAI and fal",
    "Scene 2, its voice: unsafe",
    "The voice of scene 2 was refused: “unsafe”",
  ],
  [
    "story_video",
    "OpenAI",
    "Scene 2, its picture: unsafe",
    "OpenAI refused the picture of scene 2: “unsafe”",
  ],
])("a refusal is said to be the provider's: %s at %s: %s", (kind, provider, message, sentence) => {
  expect(reasonSentence(failed({ code: "moderation", message }), { kind, provider })).toBe(sentence);
});

test("what is no refusal is told as it is recorded", () => {
  expect(reasonSentence(failed(), { kind: "sora", provider: "fal" })).toBe("fal could not make this.");
});

test.each([
  ["failed", "upstream died", "fal says: “upstream died”"],
  ["failed", "fal: upstream died", "fal says: “upstream died”"],
  ["rejected", "fal refused: seconds must be 4, 8 or 12", "fal refused it: “seconds must be 4, 8 or 12”"],
  ["rejected", "seconds must be 4, 8 or 12", "fal says: “seconds must be 4, 8 or 12”"],
  ["server_error", "The server had an error.", "fal had an error: “The server had an error.”"],
  ["internal_server_error", "fal did not say why.", "fal did not say why."],
  ["misconfigured", "fal answered with a web page.", "fal answered with a web page."],
  ["internal", "Something went wrong on our side.", "Something went wrong on our side."],
])("a provider's own words are told as its own, ours as ours: %s: %s", (code, message, sentence) => {
  expect(reasonSentence(failed({ code, message }), { kind: "sora", provider: "fal" })).toBe(sentence);
});

test.each(["misconfigured", "not_authorized", "payment_required", "result_unsafe", "no_renderer"])(
  "what the operator has to mend is not put on the reader, nor said to be a matter of their input: %s",
  (code) => {
    const now = adviceSentence(failed({ code, charged: false }), job());
    expect(now).toMatch(/^Whoever runs this Darkroom has to mend this first\. Retry starts it anew,/);
    const never = adviceSentence(failed({ code, retryable: false }), job());
    expect(never).toMatch(/^Whoever runs this Darkroom .* another try would end the same way\.$/);
    expect(never).not.toMatch(/input/);
    expect(moneySentence(failed({ code, charged: false }), job())).toBe("Nothing was charged.");
  },
);

test("a result that was finished all the same is picked up, whoever has to mend what", () => {
  const error = failed({ code: "misconfigured" });
  expect(adviceSentence(error, job({ adoptable: "result" }))).toMatch(/nothing is paid again\.$/);
});

test("a result that is too large is asked for smaller, not with other words", () => {
  const error = failed({ code: "result_too_large", retryable: false, charged: true });
  expect(adviceSentence(error, job())).toBe("Start a new one that asks for less: shorter, or smaller.");
});

const ended = jobFixture({ status: "failed", provider: "fal" });

test("an ended job says what a retry would find, and what of it is paid for", () => {
  expect(adoptableSentence({ ...ended, adoptable: "result" })).toMatch(/nothing is paid again\.$/);
  expect(adoptableSentence({ ...ended, adoptable: "part" })).toMatch(/the rest, .* if fal charges\.$/);
  expect(adoptableSentence({ ...ended, adoptable: "work" })).toMatch(/still be running at fal\./);
  expect(adoptableSentence({ ...ended, adoptable: null })).toBeNull();
});

test.each([
  ["failed", "part", "internal"],
  ["failed", "part", "no_renderer"],
  ["failed", "part", "misconfigured"],
  ["failed", null, "start_unknown"],
  ["canceled", "part", null],
  ["canceled", "work", null],
  ["processing", null, null],
] as const)(
  "where all that is paid for is kept, nothing says that a retry costs anything: %s, %s, %s",
  (status, adoptable, code) => {
    const kept = { picture: thereFixture("picture-01.jpg"), voice: thereFixture("voice-01.flac") };
    const error = code && { code, message: "no", retryable: true, charged: false };
    const story = storyFixture({ scenes: [sceneFixture(1, kept)] }, { status, adoptable, error });
    const said = [
      adoptableSentence(story),
      ...(error ? [adviceSentence(error, story), adviceSentence({ ...error, retryable: false }, story)] : []),
      cancelSentence(story),
    ];
    for (const sentence of said) {
      expect(sentence).toMatch(/Retry renders what is missing .* nothing is paid again\.$/);
      expect(sentence).not.toMatch(/is paid for|charge/);
    }
    const short = storyFixture({}, { status, adoptable: "part", error });
    expect(adoptableSentence(short)).toMatch(/the rest, which is paid for/);
  },
);

test("what was canceled is not said to be waiting for a retry", () => {
  const canceled = jobFixture({ status: "canceled", provider: "fal", adoptable: "work", isStoppable: true });
  expect(adoptableSentence(canceled)).toBe(
    "fal was asked to stop. If it still finishes, Retry picks up its result; otherwise Retry starts it anew, which is paid for.",
  );
  expect(adoptableSentence({ ...canceled, isStoppable: false })).toMatch(/^If the work still finishes,/);
  const step = { name: "training", label: "Trained your model", startedAt: null, durationMs: null };
  const half = { ...canceled, timeline: [{ ...step, state: "done" as const }] };
  expect(adoptableSentence(half)).toBe(
    "What is done is kept and not paid for again. fal was asked to stop. If the rest still finishes, Retry picks it up; otherwise Retry starts it anew, which is paid for.",
  );
  const slot = { slot: 0, url: null, contentType: null, posterUrl: null, reason: null };
  const some = { ...canceled, isStoppable: false, frames: [{ ...slot, state: "developed" as const }] };
  expect(adoptableSentence(some)).toMatch(
    /not paid for again\. If the rest still finishes, Retry picks it up;/,
  );
});

test("what is kept of a canceled job is told of its money, what can be done one by one", () => {
  const canceled = jobFixture({ status: "canceled", provider: "fal", isStoppable: true });
  expect(canceledWords({ ...canceled, adoptable: "part" })).toEqual({
    money: "What is done is kept and not paid for again.",
    advice: [
      "Retry starts the rest, which is paid for if fal charges.",
      "A new one leaves this job as it is, and you can change its input first.",
    ],
  });
  const none = canceledWords({ ...canceled, adoptable: null });
  expect(none.money).toBeNull();
  expect(none.advice[0]).toBe("Retry starts it anew with the same input, and is paid for as a new one is.");
});

const queue = { place: 1, limit: "yours" } as const;

test("canceling says whether the provider can stop, and what may be charged", () => {
  const fal = jobFixture({ provider: "fal", isStoppable: true });
  expect(cancelSentence(fal)).toMatch(/^fal will be asked to stop\./);
  expect(cancelSentence(jobFixture())).toBe(
    "Astria cannot stop work that has begun; it may still be charged. If it finishes anyway, a later retry picks up its result.",
  );
});

test("only a job in line is said not to have begun", () => {
  const pending = jobFixture({ status: "pending", provider: "fal" });
  expect(cancelSentence({ ...pending, queue })).toMatch(/^It has not begun at fal yet\./);
  expect(cancelSentence({ ...pending, queue, attempt: 2 })).not.toMatch(/not begun/);
  expect(cancelSentence(pending)).toMatch(/^It may just be starting at fal, .* may be charged\./);
  expect(cancelSentence({ ...pending, isStoppable: true })).toMatch(
    /asked to stop as soon as it has begun; .* may be charged\./,
  );
  expect(cancelSentence({ ...pending, provider: null })).toMatch(/starting at the provider/);
});

test("a job that came to nothing says at which step, and that it was canceled where it was", () => {
  const step = { name: "training", startedAt: null, durationMs: null };
  const timeline: JobView["timeline"] = [
    { ...step, label: "Uploaded 4 pictures", state: "done" },
    { ...step, label: "Training your model", state: "stopped" },
  ];
  expect(stoppedSentence(job({ timeline }))).toBe("It stopped at this step: Training your model.");
  expect(stoppedSentence(job({ timeline, status: "canceled" }))).toBe(
    "It was canceled at this step: Training your model.",
  );
  expect(stoppedSentence(job({ status: "canceled" }))).toBe("It was canceled before it had begun.");
});
