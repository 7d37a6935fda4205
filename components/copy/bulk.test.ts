import { expect, test } from "vitest";
import type { Outcome } from "@/hooks/bulk";
import { jobFixture } from "@/tests/support/job-fixture";
import { backNews, bulkName, bulkNews, bulkQuestion } from "./bulk";

const outcomes = (...all: Outcome[]) => new Map(all.map((outcome, index) => [`job-${index}`, outcome]));
const seven = Array.from({ length: 7 }, () => "done" as const);
const full = { problem: "You have too many jobs under way." };

test("what came of many is told in one line, and the reasons once each", () => {
  expect(bulkNews("cancel", outcomes(...seven, "over"))).toEqual({
    title: "7 canceled, 1 was over already",
    reasons: "",
  });
  expect(bulkNews("cancel", outcomes("over", "over", "gone")).title).toBe("2 were over already, 1 is gone");
  expect(bulkNews("retry", outcomes("done", "over", full, full))).toEqual({
    title: "1 started again, 1 had nothing to retry, 2 could not be started again",
    reasons: "You have too many jobs under way.",
  });
  expect(bulkNews("delete", outcomes(...seven)).title).toBe("7 deleted");
});

test("before many are deleted it is said how many of them are under way, and that it can be undone", () => {
  const over = jobFixture({ status: "completed" });
  const { title, text } = bulkQuestion("delete", [over, jobFixture(), jobFixture()]);
  expect(title).toBe("Delete 3 jobs?");
  expect(text).toMatch(/^2 of them are under way: .* ten seconds/);
  expect(bulkQuestion("delete", [over]).text).toMatch(/^They go with their files, .*ten seconds\.$/);
  expect(bulkQuestion("delete", [jobFixture()]).text).toMatch(/^What you chose is under way/);
});

test("before many are tried again it is said what is paid for, and how many would end the same way", () => {
  const error = { code: "moderation", message: "No.", retryable: false, charged: null };
  const hopeless = jobFixture({ status: "failed", error });
  const open = jobFixture({ status: "failed", error: { ...error, retryable: true } });
  expect(bulkQuestion("retry", [open]).text).toContain("paid for");
  expect(bulkQuestion("retry", [open]).text).not.toContain("the same way");
  expect(bulkQuestion("retry", [open, hopeless]).text).toContain("1 of them would most likely end the same");
});

test("what could not be brought back is counted, and it is said why: too late, or as many others are under way", () => {
  expect(backNews(outcomes(...seven))).toEqual({ title: "7 are back", reasons: "" });
  expect(backNews(outcomes("done"))).toEqual({ title: "It is back", reasons: "" });
  expect(backNews(outcomes(...seven, "gone", full, full))).toEqual({
    title: "7 are back, 3 could not be brought back",
    reasons: "Ten seconds are over: 1 is gone for good. You have too many jobs under way.",
  });
  expect(backNews(outcomes("done", full)).reasons).toBe(full.problem);
});

test("a button says with how many it does something, where that is not with all that are chosen", () => {
  expect(bulkName("cancel", 3, 3)).toBe("Cancel jobs");
  expect(bulkName("cancel", 1, 3)).toBe("Cancel 1 job");
  expect(bulkName("delete", 1, 1)).toBe("Delete job");
});
