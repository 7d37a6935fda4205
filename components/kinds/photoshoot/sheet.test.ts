import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { photoshootSheet } from "./sheet";

const job = jobFixture({
  status: "processing",
  stage: "training",
  progress: 0,
  input: { images: ["u/1.jpg", "u/2.jpg"] },
});
const statesOf = (fields: Parameters<typeof jobFixture>[0]) =>
  photoshootSheet({ ...job, ...fields }).frames.map(({ state }) => state);

test("uploads in training are lit also where nobody knows how far it is, and in line they are not", () => {
  expect(statesOf({ glide: null, overdue: true })).toEqual(["upload", "upload"]);
  expect(statesOf({ glide: null, stage: null, status: "pending" })).toEqual(["waits", "waits"]);
  expect(statesOf({ glide: null, queue: { place: 1, limit: "provider" } })).toEqual(["waits", "waits"]);
});
