import { expect, test } from "vitest";
import {
  artifactOf,
  at,
  finishedPicture,
  jobWith,
  noon,
  operationWith,
  picture,
  savedPicture,
  trained,
} from "@/tests/support/sample-jobs";
import type { Job } from "./job";
import { pictureKinds, picturesOf } from "./picture-view";

const kind = { title: "Ada", step: "generating", ratio: 3 / 4 };
const [first, second] = [savedPicture(0), savedPicture(1)];
const done = (fields: Partial<Job> = {}) =>
  jobWith({
    status: "completed",
    completedAt: at(1_000),
    operations: [trained, second, first],
    artifacts: [artifactOf(second), artifactOf(first)],
    ...fields,
  });

test("a job shows its results, in the order of its frames", () => {
  const [one, two] = picturesOf(done(), kind);
  expect(one).toEqual({
    id: `${done().id}/picture-1.jpg`,
    jobId: done().id,
    kind: "photoshoot",
    title: "Ada",
    contentType: "image/jpeg",
    url: `/api/jobs/${done().id}/artifacts/picture-1.jpg?v=00`,
    posterUrl: null,
    ratio: 3 / 4,
    madeAt: at(1_000).toISOString(),
  });
  expect(two?.id).toBe(`${done().id}/picture-2.jpg`);
});

test("what is kept of a job that failed, was canceled or is under way is shown like that of one that is done", () => {
  for (const status of ["failed", "canceled"] as const)
    expect(picturesOf(done({ status }), kind)).toEqual(picturesOf(done(), kind));
  const job = done({ status: "processing", completedAt: null });
  const madeAt = job.createdAt.toISOString();
  expect(picturesOf(job, kind)).toEqual(picturesOf(done(), kind).map((each) => ({ ...each, madeAt })));
});

test("what is being made anew is shown until there is another", () => {
  const [was, anew] = [savedPicture(0, { supersededAt: noon }), picture(0, { attempt: 2 })];
  const job = done({
    status: "processing",
    completedAt: null,
    operations: [was, anew],
    artifacts: [artifactOf(was)],
  });
  expect(picturesOf(job, kind).map(({ id }) => id.split("/")[1])).toEqual(["picture-1.jpg"]);
});

test("what an earlier step made, what failed and what is no picture is left out", () => {
  const operations = [
    { ...trained, step: "training" },
    finishedPicture(0, { state: "failed" }),
    savedPicture(2),
  ];
  const artifacts = operations.map((each, index) => ({ ...artifactOf(each), name: `file-${index}.jpg` }));
  const text = { ...artifactOf(savedPicture(2)), name: "captions.vtt", contentType: "text/vtt" };
  const shown = picturesOf(done({ operations, artifacts: [...artifacts, text] }), kind);
  expect(shown.map(({ id }) => id.split("/")[1])).toEqual(["file-2.jpg"]);
});

test("a film has its own poster, or else the first picture that it was made of, or else a still that is made of it", () => {
  const film = picture(0, { state: "succeeded" });
  const scene = operationWith({ step: "assets", state: "succeeded" });
  const file = { ...artifactOf(film), name: "video.mp4", contentType: "video/mp4" };
  const poster = { ...artifactOf(film), name: "video-poster.jpg" };
  const drawn = [2, 1].map((number) => ({ ...artifactOf(scene), name: `scene-0${number}.png` }));
  const posterOf = (artifacts: Job["artifacts"]) => {
    const [shown, ...others] = picturesOf(done({ operations: [scene, film], artifacts }), kind);
    expect(others).toEqual([]);
    return shown?.posterUrl?.replace(/^.*\/|v=[^&]*&?/g, "");
  };
  expect(posterOf([...drawn, poster, file])).toBe("video-poster.jpg?");
  expect(posterOf([...drawn, file])).toBe("scene-01.png?");
  expect(posterOf([file])).toBe("video.mp4?w=768");
});

test("kinds that only write have nothing in the gallery", () => {
  expect(pictureKinds).toEqual(["photoshoot", "sora", "product_card", "story_video"]);
});
