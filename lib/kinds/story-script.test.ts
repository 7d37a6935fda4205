import { describe, expect, test } from "vitest";
import { jobWith, operationWith } from "@/tests/support/sample-jobs";
import { scriptAnswer, writtenStory } from "@/tests/support/sample-stories";
import { pictureText, readScript, scriptOf } from "./story-script";

describe("a writer's answer", () => {
  test("is read as it is, and inside a block of code, and with more than was asked for", () => {
    const script = readScript(JSON.stringify(scriptAnswer(3)));
    expect(script).toEqual(scriptAnswer(3));
    expect(readScript(`\`\`\`json\n${JSON.stringify(scriptAnswer(3))}\n\`\`\``)).toEqual(script);
    expect(readScript(JSON.stringify({ ...scriptAnswer(3), notes: "none" }))).toEqual(script);
  });

  test.each([
    ["nothing", undefined],
    ["no words", ""],
    ["words", "I'm sorry, but I can't help with that."],
    ["half a script", JSON.stringify(scriptAnswer(3)).slice(0, -20)],
    ["null", "null"],
    ["no scene", JSON.stringify(scriptAnswer(0))],
    ["13 scenes", JSON.stringify(scriptAnswer(13))],
    ["a scene without words", JSON.stringify(scriptAnswer(3, { narration: " \n" }))],
    [
      "a scene that nobody can speak in one go",
      JSON.stringify(scriptAnswer(3, { narration: "x".repeat(2_001) })),
    ],
    ["a scene without a picture", JSON.stringify(scriptAnswer(3, { picturePrompt: "" }))],
    ["no title", JSON.stringify({ ...scriptAnswer(3), title: "" })],
  ])("that is %s is no script", (_what, answer) => {
    expect(readScript(answer)).toBeNull();
  });

  test("is words on one line, of whole characters, whatever the writer put in between", () => {
    const answer = JSON.stringify(
      scriptAnswer(1, { narration: "She\\u0000 waits.\n\n\tShe \ud800sings.  " }),
    );
    expect(readScript(answer.replace("\\\\u0000", "\\u0000"))?.scenes[0]?.narration).toBe(
      "She waits. She \uFFFDsings.",
    );
  });

  test("that describes without end is cut, so that a picture can still be asked for with it", () => {
    const script = readScript(JSON.stringify({ ...scriptAnswer(3), style: "🦊".repeat(5_000) }));
    expect(script?.style).toBe("🦊".repeat(600));
    const crowd = Array.from({ length: 40 }, (_, index) => ({ name: `N${index}`, look: "x".repeat(900) }));
    const many = readScript(JSON.stringify({ ...scriptAnswer(3), cast: crowd }));
    expect(many?.cast).toHaveLength(12);
    expect(many && pictureText(many, 0).length).toBeLessThan(10_000);
  });
});

describe("the script of a job", () => {
  test("is there once its writer has answered, and not while the answer is under way or failed", () => {
    expect(scriptOf(writtenStory(3))?.scenes).toHaveLength(3);
    expect(scriptOf(jobWith())).toBeNull();
    const output = { files: [], text: JSON.stringify(scriptAnswer(3)) };
    for (const state of ["running", "failed"] as const) {
      const operations = [operationWith({ step: "script", state, output })];
      expect(scriptOf(jobWith({ operations }))).toBeNull();
    }
  });

  test("has what a person changed in it, scene by scene, and the rest as it was written", () => {
    const job = writtenStory(3);
    const edits = {
      "2": { narration: "Anew." },
      "3": { picturePrompt: "A door" },
      "9": { narration: "Nowhere." },
    };
    const before = scriptOf(job)?.scenes ?? [];
    const scenes = scriptOf({ ...job, input: { ...job.input, edits } })?.scenes;
    expect(scenes).toEqual([
      before[0],
      { ...before[1], narration: "Anew." },
      { ...before[2], picturePrompt: "A door" },
    ]);
    expect(scriptOf(job)?.scenes).toEqual(before);
  });
});

describe("what a picture is asked for with", () => {
  const script = readScript(JSON.stringify(scriptAnswer(3)));
  if (!script) throw new Error("the sample is a script");

  test("begins with its own scene, and has the same sheet of style and cast in every one", () => {
    const texts = script.scenes.map((_, index) => pictureText(script, index));
    const sheets = texts.map((text) => text.split("\n\n").slice(2).join("\n\n"));
    expect(new Set(sheets).size).toBe(1);
    expect(sheets[0]).toContain("- Marta: an old woman in a yellow coat");
    expect(sheets[0]).toContain("Gouache");
    expect(sheets[0]).toContain("No lettering");
    script.scenes.forEach(({ picturePrompt, mood }, index) => {
      expect(texts[index]?.startsWith(`${picturePrompt}\n\nMood: ${mood}.`)).toBe(true);
    });
  });

  test("has the style that the user asked for before the writer's own", () => {
    expect(pictureText(script, 0, "black and white film.")).toContain(
      "Style, the same in every picture of this film: black and white film. Gouache on rough paper.",
    );
  });

  test("says nothing of a cast or a style that there is not", () => {
    const bare = pictureText({ ...script, cast: [], style: "" }, 0);
    expect(bare).not.toMatch(/Style|wherever/);
  });
});
