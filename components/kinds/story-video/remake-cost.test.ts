import { expect, test } from "vitest";
import type { JobError } from "@/lib/jobs/job-error";
import { filmFixture, sceneFixture, storyFixture, thereFixture } from "@/tests/support/story-fixture";
import { changeOf, fieldsOf, partsOf, problemIn, remakeCost, withWords } from "./remake-cost";

const spoilt = { state: "spoilt", url: null, reason: "refused" } as const;
const kept = {
  picture: thereFixture("picture.jpg"),
  voice: thereFixture("voice.flac"),
  segment: thereFixture("segment.mp4"),
};
const scenes = [1, 2, 3].map((number) => sceneFixture(number, kept));
const finished = storyFixture({ scenes, film: filmFixture }, { status: "completed" });
const refused: JobError = { code: "moderation", message: "no", retryable: false, charged: false };

test("only what was ticked is asked for, and the cost names just that", () => {
  const scene = sceneFixture(3, kept);
  const fields = { ...fieldsOf(scene), isVoiceNew: true };
  const change = changeOf(fields, scene);
  expect(change).toEqual({ narration: "Words of scene 3." });
  expect(remakeCost(3, change, finished)).toBe(
    "One voice is made again and paid for. The rest is kept. We render scenes 2 and 3 and the film again, which costs nothing at a provider. The film as it was stays here until the new one is there.",
  );
  const both = changeOf({ ...fields, isPictureNew: true, picturePrompt: " A moon " }, scene);
  expect(both).toEqual({ narration: "Words of scene 3.", picturePrompt: "A moon" });
  expect(remakeCost(2, change, finished)).toContain("We render scenes 1 and 2");
  expect(remakeCost(1, both, finished)).toMatch(
    /^One voice and one picture are made again.*We render scene 1 and/,
  );
});

test("what else is missing of a story is made with it, and said to be paid for", () => {
  const cost = (broken: typeof scenes, error = refused) =>
    remakeCost(2, { picturePrompt: "A moon" }, storyFixture({ scenes: broken }, { status: "failed", error }));
  const one = [scenes[0], sceneFixture(2, { ...kept, picture: spoilt }), scenes[2]].flatMap(
    (each) => each ?? [],
  );
  expect(cost(one)).toMatch(/^One picture is made again and paid for\. The rest is kept\. We render/);
  // Also of the scene itself, and what was never begun.
  const more = [
    scenes[0],
    sceneFixture(2, { picture: spoilt, voice: spoilt }),
    sceneFixture(3, { voice: kept.voice }),
  ];
  expect(cost(more.flatMap((each) => each ?? []))).toMatch(
    /2 more that are missing are made as well and paid for; some of it may have been charged already\. The rest is kept\. We render what is missing, and the film,/,
  );
  const unknown = one.with(0, sceneFixture(1, { ...kept, voice: spoilt })).with(1, sceneFixture(2, kept));
  expect(cost(unknown, { ...refused, code: "start_unknown", charged: null })).toMatch(
    /1 more that is missing is made as well and paid for; it may have been charged already\./,
  );
  expect(cost(unknown)).toMatch(/1 more that is missing is made as well and paid for\. The rest/);
  expect(cost(one)).not.toContain("The film as it was");
});

test("what came to nothing is to be made anew from the start, also when its words were changed and changed back", () => {
  const scene = sceneFixture(2, { picture: spoilt });
  const fields = fieldsOf(scene);
  expect(changeOf(fields, scene)).toEqual({ picturePrompt: "Picture of scene 2." });
  const back = withWords(withWords(fields, { picturePrompt: "P" }), { picturePrompt: fields.picturePrompt });
  expect(changeOf(back, scene)).toEqual({ picturePrompt: "Picture of scene 2." });
});

test("other words are for a new part; without it they are said to be left out, until others are written", () => {
  const scene = sceneFixture(2, kept);
  const written = withWords(fieldsOf(scene), { narration: "Other words." });
  expect(partsOf(written, scene)).toEqual({
    voice: { isNew: true, isDropped: false },
    picture: { isNew: false, isDropped: false },
  });
  const unticked = { ...written, isVoiceNew: false };
  expect(partsOf(unticked, scene).voice).toEqual({ isNew: false, isDropped: true });
  expect(partsOf(withWords(unticked, { narration: "More words." }), scene).voice.isNew).toBe(true);
  expect(partsOf(withWords(written, { narration: scene.narration }), scene).voice.isNew).toBe(false);
  const byHand = { ...fieldsOf(scene), isVoiceNew: true };
  const back = withWords(withWords(byHand, { narration: "W" }), { narration: scene.narration });
  expect(partsOf(back, scene).voice.isNew).toBe(true);
});

test("nothing ticked, no words, or too many of them cannot be sent", () => {
  expect(remakeCost(2, {}, finished)).toBeNull();
  expect(problemIn({})).toMatch(/Change the words/);
  expect(problemIn({ narration: "" })).toMatch(/has to say something/);
  expect(problemIn({ picturePrompt: "" })).toMatch(/what is seen/);
  expect(problemIn({ narration: "a".repeat(1_001) })).toMatch(/1,001 characters/);
  expect(problemIn({ narration: "a".repeat(1_000) })).toBeNull();
});
