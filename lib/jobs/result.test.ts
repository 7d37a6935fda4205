import { expect, test } from "vitest";
import { artifactName, isWhole } from "./artifact";
import { resultOf, resultsOf, tokensOf } from "./result";
import {
  artifactOf,
  finishedPicture,
  jobWith,
  noon,
  operationWith,
  profile,
} from "@/tests/support/sample-jobs";

const video = operationWith({
  step: "generating",
  state: "succeeded",
  output: {
    files: [
      { url: "https://cdn.test/1", expiresAt: null },
      { url: "https://cdn.test/2", expiresAt: null, isPoster: true },
    ],
  },
});
const clip = { ...artifactOf(video), name: "video.mp4", contentType: "video/mp4" };
const poster = {
  ...artifactOf(video),
  name: "video-poster.webp",
  contentType: "image/webp",
  sourceUrl: "https://cdn.test/2",
};

test("a poster is no result of its own, and is not waited for", () => {
  const job = jobWith({ operations: [video], artifacts: [poster, clip] });
  expect(resultsOf(job, profile)).toEqual([clip]);
  expect(resultOf(job, profile)).toEqual({ videos: 1 });
  expect(isWhole(video, [clip])).toBe(true);
  expect(isWhole(video, [poster])).toBe(false);
});

test("files are named after their frame, and a poster says that it is one", () => {
  const file = { url: "", expiresAt: null };
  expect(artifactName("video", file, 0, "mp4")).toBe("video.mp4");
  expect(artifactName("picture-01", file, 1, "jpg")).toBe("picture-01-2.jpg");
  expect(artifactName("video", { ...file, isPoster: true }, 1, "webp")).toBe("video-poster.webp");
});

test("an answer in words is the one that counts, with the tokens of every attempt", () => {
  const answer = (attempt: number, text: string) =>
    operationWith({ attempt, state: "succeeded", output: { files: [], text, tokensUsed: 100 } });
  const job = jobWith({ operations: [answer(1, "First."), answer(2, "Second.")] });
  expect(resultOf(job, profile)).toEqual({ text: "First.", tokensUsed: 200 });
  expect(tokensOf(jobWith())).toBeNull();
});

test("pictures are counted, those of replaced operations are not", () => {
  const [kept, replaced] = [
    finishedPicture(0, { id: "kept" }),
    finishedPicture(0, { id: "gone", attempt: 2 }),
  ];
  const artifacts = [artifactOf(kept), { ...artifactOf(replaced), name: "leftover.jpg" }];
  expect(resultOf(jobWith({ operations: [kept, replaced], artifacts }), profile)).toEqual({ pictures: 1 });
});

test("what is made for later steps alone is no result, neither its files nor its words", () => {
  const inner = operationWith({ state: "succeeded", output: { files: [], text: "A plan." } });
  const film = finishedPicture(0);
  const artifacts = [
    { ...artifactOf(inner), name: "segment.mp4", contentType: "video/mp4" },
    artifactOf(film),
  ];
  const job = jobWith({ operations: [inner, film], artifacts });
  const hidden = { steps: profile.steps.map((step) => ({ ...step, isInner: step.name === "training" })) };
  expect(resultsOf(job, hidden)).toEqual([artifactOf(film)]);
  expect(resultOf(job, hidden)).toEqual({ pictures: 1 });
  expect(resultOf(job, profile)).toEqual({ pictures: 1, videos: 1, text: "A plan." });
});

test("what was superseded is no result", () => {
  const old = finishedPicture(0, { supersededAt: noon });
  const artifacts = [artifactOf(old)];
  expect(resultsOf(jobWith({ operations: [old], artifacts }), profile)).toEqual([]);
});
