import { expect, test } from "vitest";
import type { FrameView } from "@/lib/jobs/job-view";
import { jobFixture } from "@/tests/support/job-fixture";
import { framesOf, hasNothing, isGlowing, isLit } from "./sheet-frame";

const frame = (slot: number, state: FrameView["state"]): FrameView => ({
  slot,
  state,
  url: null,
  contentType: null,
  posterUrl: null,
  reason: null,
});
const eight = (state: FrameView["state"]) => Array.from({ length: 8 }, (_, slot) => frame(slot, state));
const statesOf = (percent: number, frames: FrameView[]) =>
  framesOf(jobFixture({ stage: "generating", frames }), "Picture", percent).map(({ state }) => state);

test("what is not there yet comes up one after the other, however many are being made at once", () => {
  for (const state of ["latent", "developing"] as const) {
    const lit = [60, 65, 75, 90].map(
      (percent) => statesOf(percent, eight(state)).filter((each) => each === "developing").length,
    );
    expect(lit).toEqual([0, 2, 5, 8]);
  }
});

test("what has come stays, in whatever order it comes", () => {
  const frames = eight("latent").with(6, frame(6, "developed")).with(7, frame(7, "spoilt"));
  expect(statesOf(61, frames)).toEqual(["developing", ...Array(5).fill("latent"), "developed", "spoilt"]);
});

test("a sheet that is over develops no more", () => {
  const job = jobFixture({ status: "canceled", frames: eight("latent"), glide: null });
  expect(framesOf(job, "Picture", 80).every(({ state }) => state === "latent")).toBe(true);
});

test("only what has ended without a single picture has nothing to show", () => {
  const frames = eight("latent");
  expect(hasNothing({ status: "failed", frames })).toBe(true);
  expect(hasNothing({ status: "canceled", frames: frames.with(2, frame(2, "developed")) })).toBe(false);
  expect(hasNothing({ status: "processing", frames })).toBe(false);
});

test("what waits in line is not lit, what had begun stays so", () => {
  expect(isLit(jobFixture({ status: "pending", glide: null }), 0)).toBe(false);
  expect(isLit(jobFixture({ progress: 0, glide: null }), 0)).toBe(false);
  expect(isLit(jobFixture({ glide: null }), 12)).toBe(true);
  expect(isLit(jobFixture({ progress: 0 }), 0)).toBe(true);
});

test("what is worked on without a word of how far it is glows; what waits in line, moves or is over does not", () => {
  const silent = jobFixture({ progress: 0, glide: null });
  expect(isGlowing(silent, 0)).toBe(true);
  expect(isGlowing({ ...silent, queue: { place: 2, limit: "yours" } }, 0)).toBe(false);
  expect(isGlowing({ ...silent, status: "pending", stage: null }, 0)).toBe(false);
  expect(isGlowing({ ...silent, status: "failed" }, 0)).toBe(false);
  expect(isGlowing(silent, 12)).toBe(false);
  expect(isGlowing(jobFixture({ progress: 0 }), 0)).toBe(false);
});
