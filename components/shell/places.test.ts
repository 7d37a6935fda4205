import { expect, test } from "vitest";
import { listsJobs, standing } from "./places";

test("the page of a job is below the jobs, wherever its kind has it", () => {
  expect(standing("/jobs", "/jobs")).toBe("at");
  expect(standing("/jobs/1", "/jobs")).toBe("below");
  expect(standing("/video/1", "/jobs")).toBe("below");
});

test("a page is not below a place whose name its own begins with, nor below another's", () => {
  expect(standing("/jobsite", "/jobs")).toBe("elsewhere");
  expect(standing("/videos", "/jobs")).toBe("elsewhere");
  expect(standing("/video/1", "/pictures")).toBe("elsewhere");
});

test("what is under way is listed at home and in the list, and on no page below them", () => {
  for (const path of ["/", "/jobs"]) expect(listsJobs(path)).toBe(true);
  for (const path of ["/new", "/new/chat", "/jobs/1", "/video/1", "/account/delete", "/library", "/pictures"])
    expect(listsJobs(path)).toBe(false);
});
