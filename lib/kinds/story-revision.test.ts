import { describe, expect, test } from "vitest";
import { keptWork, writtenStory } from "@/tests/support/sample-stories";
import { operationWith } from "@/tests/support/sample-jobs";
import { sceneRevisions } from "./story-revision";

const all = [
  ...Array.from({ length: 8 }, (_, slot) => keptWork("assets", slot)),
  ...Array.from({ length: 4 }, (_, slot) => keptWork("rendering", slot)),
  keptWork("joining", 0),
];
const written = writtenStory(4);
const job = { ...written, status: "completed" as const, operations: [...written.operations, ...all] };

describe("a scene made anew", () => {
  test.each([
    ["its narration", 3, { narration: "Anew." }, ["assets-5", "rendering-1", "rendering-2"]],
    ["its picture", 3, { picturePrompt: "A door" }, ["assets-4", "rendering-1", "rendering-2"]],
    [
      "both",
      3,
      { narration: "A.", picturePrompt: "B" },
      ["assets-4", "assets-5", "rendering-1", "rendering-2"],
    ],
    ["the first one's narration", 1, { narration: "Anew." }, ["assets-1", "rendering-0"]],
    ["the last one's picture", 4, { picturePrompt: "A door" }, ["assets-6", "rendering-2", "rendering-3"]],
  ])("for %s takes that, its segment, the one before, and the film", (_what, number, change, expected) => {
    const superseded = sceneRevisions.of(job, number, change)?.superseded;
    expect(superseded).toEqual([...expected, "joining-0"].map((name) => `${name}-1`));
  });

  test("takes what was tried for it before as well, so that nothing old comes in its place", () => {
    const late = operationWith({ step: "assets", slot: 5, attempt: 2, state: "succeeded" });
    const twice = { ...job, operations: [...job.operations, late] };
    expect(sceneRevisions.of(twice, 3, { narration: "Anew." })?.superseded).toContain(late.id);
  });

  test("keeps what was changed before, of this scene and of others", () => {
    const edits = { "2": { narration: "Two." }, "3": { picturePrompt: "A door" } };
    const revision = sceneRevisions.of({ ...job, input: { ...job.input, edits } }, 3, {
      narration: "Three.",
    });
    expect(revision?.input).toEqual({
      ...job.input,
      edits: { ...edits, "3": { picturePrompt: "A door", narration: "Three." } },
    });
  });

  test("is nothing where there is no such scene, or no script", () => {
    for (const number of [0, 5, -1, 1.5, NaN])
      expect(sceneRevisions.of(job, number, { narration: "A." })).toBeNull();
    expect(sceneRevisions.of({ ...job, operations: all }, 1, { narration: "A." })).toBeNull();
  });
});
