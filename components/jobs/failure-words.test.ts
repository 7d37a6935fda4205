import { expect, test } from "vitest";
import type { JobError } from "@/lib/jobs/job-error";
import { adviceSentence, moneySentence, reasonSentence } from "./failure-words";

type Facts = Parameters<typeof moneySentence>[1];

const failed = (fields: Partial<JobError> = {}): JobError => ({
  code: "failed",
  message: "fal could not make this.",
  retryable: true,
  charged: null,
  ...fields,
});
const job = (fields: Partial<Facts> = {}): Facts => ({
  attempt: 1,
  adoptable: null,
  provider: "fal",
  status: "failed",
  isStoppable: true,
  ...fields,
});

test.each([
  [failed({ charged: false }), job(), "Nothing was charged."],
  [failed({ charged: true }), job(), "It was charged."],
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
])("a refusal is said to be the provider's: %s at %s: %s", (kind, provider, message, sentence) => {
  expect(reasonSentence(failed({ code: "moderation", message }), { kind, provider })).toBe(sentence);
});

test("what is no refusal is told as it is recorded", () => {
  expect(reasonSentence(failed(), { kind: "sora", provider: "fal" })).toBe("fal could not make this.");
});
