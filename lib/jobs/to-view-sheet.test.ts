import { describe, expect, test } from "vitest";
import type { Job, Operation } from "./job";
import {
  artifactOf,
  at,
  finishedPicture,
  jobWith,
  minutes,
  noon,
  picture,
  profile,
  refusal,
  trained,
} from "@/tests/support/sample-jobs";
import { toView } from "./to-view";

const kind = {
  profile,
  title: "Ada in winter",
  details: null,
  frames: { step: "generating", count: 3 },
  opening: "Uploaded 12 pictures",
  provider: { label: "Astria", isStoppable: false },
  model: null,
  accuracy: null,
};
const viewOf = (fields: Partial<Job> = {}) => toView(jobWith(fields), kind, "https://app.test", noon);

/** The first frame of a job whose training is done. */
const frame = (operation: Operation | undefined, fields: Partial<Job> = {}) =>
  viewOf({ operations: operation ? [trained, operation] : [trained], ...fields }).frames[0];

/** Where each line of the timeline is. */
const states = (fields: Partial<Job>) => viewOf(fields).timeline.map(({ state }) => state);

describe("a frame", () => {
  test("is latent until its work is really running", () => {
    expect(frame(undefined)).toEqual({
      slot: 0,
      state: "latent",
      url: null,
      contentType: null,
      posterUrl: null,
      reason: null,
    });
    for (const state of ["planned", "starting", "queued"] as const) {
      expect(frame(picture(0, { state }))?.state).toBe("latent");
    }
  });

  test("develops while its picture is made, and until it is in our storage", () => {
    expect(frame(picture(0))?.state).toBe("developing");
    expect(frame(finishedPicture(0))?.state).toBe("developing");
  });

  test("is developed once its file is ours, with where it is served", () => {
    const made = finishedPicture(0);
    expect(frame(made, { artifacts: [artifactOf(made)] })).toMatchObject({
      state: "developed",
      url: `/api/jobs/${jobWith().id}/artifacts/picture-1.jpg?v=00`,
      contentType: "image/jpeg",
    });
  });

  test("is spoilt where its work failed, and says why", () => {
    const spoilt = frame(picture(0, { state: "failed", error: refusal }));
    expect(spoilt).toMatchObject({ state: "spoilt", reason: refusal.message });
  });

  test("does not go on developing when the job is over", () => {
    expect(frame(picture(0), { status: "canceled" })?.state).toBe("latent");
  });

  test("is there for every slot, in order", () => {
    expect(viewOf().frames.map(({ slot }) => slot)).toEqual([0, 1, 2]);
  });
});

describe("the timeline", () => {
  const timeline = [{ name: "training", startedAt: noon.toISOString(), endedAt: at(minutes).toISOString() }];
  const generating = { name: "generating", startedAt: at(minutes).toISOString(), endedAt: null };

  test("begins with what the user did, and names every stage by where it is", () => {
    const view = viewOf({ status: "processing", stage: "generating", timeline: [...timeline, generating] });
    expect(view.timeline.map(({ label, state, durationMs }) => [label, state, durationMs])).toEqual([
      ["Uploaded 12 pictures", "done", null],
      ["Trained your model", "done", minutes],
      ["Generating pictures", "current", null],
      ["Saving originals", "upcoming", null],
    ]);
  });

  test("of a failed job shows where it stopped", () => {
    const fields = {
      status: "failed" as const,
      stage: "generating",
      timeline: [...timeline, { ...generating, endedAt: noon.toISOString() }],
    };
    expect(states(fields)).toEqual(["done", "done", "stopped", "upcoming"]);
  });

  test("of a job that was refused before it had begun shows the step that was refused; of one canceled then, none", () => {
    const fields = { stage: null, timeline: [] };
    expect(states({ ...fields, status: "failed" })).toEqual(["done", "stopped", "upcoming", "upcoming"]);
    expect(states({ ...fields, status: "canceled" })).toEqual(["done", "upcoming", "upcoming", "upcoming"]);
  });

  test("of a completed job has every stage done, also one it passed through in no time", () => {
    expect(states({ status: "completed", stage: "saving", timeline })).toEqual([
      "done",
      "done",
      "done",
      "done",
    ]);
  });
});
