import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { inWords, leftWords, tookWords } from "./time-left";

test.each([
  [{ status: "completed" }, 6_990, ["Took", "6.9 s", null]],
  [{ status: "failed" }, 700, ["Stopped after", "Under a second", null]],
  [{ status: "canceled", attempt: 2 }, null, ["Canceled after", "…", "in 2 attempts"]],
] as const)(
  "how long an ended job took is told by the clock: %o, %s ms",
  (fields, ms, [label, figure, note]) => {
    expect(tookWords(jobFixture(fields), ms)).toEqual({ label, figure, note });
  },
);

test("in line it is said which place that is and what it waits for, and no time", () => {
  const inLine = jobFixture({ kind: "sora", status: "pending", queue: { place: 1, limit: "yours" } });
  expect(leftWords({ ...inLine, overdue: true }, "1 to 2 min", true)).toEqual({
    label: "Place in line",
    figure: "Next",
    note: "It starts when one of your running videos ends.",
  });
  const third = { ...inLine, queue: { place: 3, limit: "provider" as const } };
  expect(leftWords(third, null, true).figure).toBe("3rd");
});

test("what is overdue has no time left, and what was known before the line went is said to be that", () => {
  expect(leftWords(jobFixture({ overdue: true }), null, true)).toEqual({
    label: "Expected by now",
    figure: "Longer than usual",
    note: null,
  });
  expect(leftWords(jobFixture(), "1 to 2 min", true)).toMatchObject({ figure: "1 to 2 min", note: null });
  expect(leftWords(jobFixture(), "1 to 2 min", false).note).toBe("as it was when you went offline");
  expect(leftWords(jobFixture(), null, true).figure).toBe("Not known yet");
  expect(leftWords(jobFixture({ status: "pending" }), null, true).figure).toBe("Starting soon");
});

test("with the time left it is said that a step takes far longer than such a step does", () => {
  const slow = jobFixture({ glide: { to: 60, passedMs: 300_000, usualMs: 120_000 } });
  expect(leftWords(slow, "1 to 2 min", true).note).toBe("This step takes longer than usual.");
  expect(leftWords(slow, null, true).note).toBe("This step takes longer than usual.");
});

test("in a list what is left is said to be that, and what waits or is late says so instead", () => {
  const job = jobFixture({ status: "processing" });
  expect(inWords(job, "1 to 3 min")).toBe("1 to 3 min left");
  expect(inWords(job, "about 2 min")).toBe("About 2 min left");
  expect(inWords(job, "any moment now")).toBe("Any moment now");
  expect(inWords(job, null)).toBe("");
  expect(inWords({ ...job, overdue: true }, "1 to 3 min")).toBe("Later than usual");
  const inLine = jobFixture({ kind: "sora", status: "pending", queue: { place: 1, limit: "yours" } });
  expect(inWords(inLine, "1 to 3 min")).toMatch(/^Next in line\./);
});
