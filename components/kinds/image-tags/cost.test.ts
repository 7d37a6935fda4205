import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { Cost } from "./cost";
import { TaggingSheet } from "./sheet";

const job = (tokens: number, status: "canceled" | "completed" = "canceled") =>
  jobFixture({ kind: "image_tags", status, input: { count: 9 }, details: { total: 9, tagged: 4, tokens } });

test("a job that was stopped tells what it has saved by then, as one does that went through", () => {
  expect(renderToStaticMarkup(createElement(TaggingSheet, { job: job(1_200) }))).toContain(
    "Asked for one by one, the same images would have cost twice as much.",
  );
});

test("where nobody knows what was used, nothing is said of what it would have cost", () => {
  expect(renderToStaticMarkup(createElement(Cost, { job: job(0, "completed") }))).toBe("");
});
