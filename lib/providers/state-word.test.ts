import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stateOf, stateWordIn } from "./state-word";

const known = {
  queued: ["queued", "pending", "submitted", "in queue", "NOT_START", "waiting", "created"],
  running: ["in_progress", "processing", "running", "generating", "started", "cancelling", "Uploading"],
  succeeded: ["completed", "succeeded", "success", "done", "finished", "ready", "completed successfully"],
  failed: [
    "failed",
    "error",
    "failure",
    "rejected",
    "aborted",
    "server_error",
    "gen_failed",
    "killed",
    "quota_exceeded",
    "insufficient_credits",
    "upstream_failure",
    "out_of_memory_error",
  ],
  moderated: [
    "content_filtered",
    "moderated",
    "Request Moderated",
    "blocked",
    "nsfw",
    "nsfw_detected",
    "content_violation",
  ],
  expired: ["expired", "timeout", "timed_out"],
  canceled: ["canceled", "cancelled", "stopped"],
};
const words = Object.entries(known).flatMap(([state, each]) => each.map((word) => [word, state] as const));

test.each(words)("%s is %s", (word, state) => {
  expect(stateOf(word)).toBe(state);
});

test("a word is the same in every spelling", () => {
  const spellings = [
    (word: string) => word.toUpperCase(),
    (word: string) => word.replaceAll(/[ _]/g, "-"),
    (word: string) => word.replaceAll(/[ _](\w)/g, (_, letter: string) => letter.toUpperCase()),
    (word: string) => ` ${word}. `,
    (word: string) => `TASK_STATUS_${word}`,
    (word: string) => `video-generation-${word}`,
  ];
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.constantFrom(...spellings), ([word, state], spell) => {
      expect(stateOf(spell(word))).toBe(state);
    }),
  );
});

test.each([
  "dreaming",
  "not completed",
  "not_failed",
  "no_error",
  "retry_after_error",
  "failover",
  "finished_with_error",
  "nsfw_check",
  "uncompleted",
  "",
  "_",
  "status",
  "完成",
  200,
  true,
  null,
  undefined,
  {},
  [],
])("%o says nothing of the work", (word) => expect(stateOf(word)).toBeNull());

describe("the word of an answer", () => {
  test.each([
    [{ status: "done" }, "done"],
    [{ state: "done" }, "done"],
    [{ task_status: "SUCCEED" }, "SUCCEED"],
    [{ status: 200, state: "done" }, "done"],
    [{ status: "dreaming", state: "done" }, "done"],
    [{ status: "dreaming" }, "dreaming"],
    [{ status: "" }, null],
    [{ status: { state: "done" } }, null],
    [{}, null],
  ])("of %o is %o: the first that is known", (fields, word) => {
    expect(stateWordIn(fields)).toBe(word);
  });
});
