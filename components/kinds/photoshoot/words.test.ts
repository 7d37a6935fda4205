import { expect, test } from "vitest";
import type { FrameView, StageView } from "@/lib/jobs/job-view";
import { jobFixture } from "@/tests/support/job-fixture";
import { photoshootWords } from "./words";

const { developed } = photoshootWords;
const frame = (slot: number, state: FrameView["state"]): FrameView => ({
  slot,
  state,
  url: null,
  contentType: null,
  posterUrl: null,
  reason: null,
});
const eight = (...states: FrameView["state"][]) =>
  Array.from({ length: 8 }, (_, slot) => frame(slot, states[slot] ?? "developing"));
const training: StageView = {
  name: "training",
  label: "Training your model",
  state: "current",
  startedAt: null,
  durationMs: null,
};

test("uploads are under the safelight once training has begun, and wait where it has not", () => {
  const job = jobFixture({ input: { images: ["a", "b"] }, timeline: [training] });
  expect(developed(job)).toBe("2 uploads under the safelight");
  expect(developed({ ...job, stageLabel: "Accepted by Astria" })).toBe("Accepted by Astria");
});

test("pictures are counted once one is there, or none will come", () => {
  const generating = jobFixture({ stage: "generating", frames: eight() });
  expect(developed(generating)).toBe("Developing 8 pictures");
  expect(developed({ ...generating, frames: eight("developed") })).toBe("1 of 8 pictures developed");
  expect(developed({ ...generating, frames: eight("spoilt") })).toBe("0 of 8 pictures developed, 1 spoilt");
  expect(developed({ ...generating, status: "failed" })).toBe("0 of 8 pictures developed");
  const canceled = { ...generating, status: "canceled", frames: eight("developed") } as const;
  expect(developed(canceled)).toBe("Stopped after 1 of 8 pictures");
});
