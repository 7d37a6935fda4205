import { expect, test } from "vitest";
import { countWords, sentencesOf } from "./words";
import { writeScript } from "./write-script";

const STORY = `The old keeper of the lighthouse had not spoken to anyone for a year. Every evening he climbed the stairs and
lit the lamp. One night a small fox came to his door, wet and tired from the storm. He gave her bread and a blanket. In the
morning a ship lay broken on the rocks, and the fox ran ahead to show him where the sailors were. Together they brought nine
men to the house. When they offered him gold, the keeper asked for a friend. The fox stayed.`;

const LONG = Array.from(
  { length: 400 },
  (_, n) => `In year ${n} the town built another bridge over the river.`,
).join(" ");

test.each([
  ["a story", STORY, 3],
  ["a story in many scenes", STORY, 12],
  ["a sentence", "A boy finds a key.", 3],
  ["four thousand words", LONG, 12],
  ["German", "Es war einmal ein Müller, der hatte drei Söhne. Der jüngste bekam nur den Kater.", 3],
  ["Arabic", "كان يا مكان في قديم الزمان صياد فقير. خرج الصياد إلى البحر كل صباح.", 3],
  ["emoji", "🙂🙂🙂", 4],
])("%s is told in as many scenes as are asked for, of 20 to 60 words each", (_, story, count) => {
  const { scenes, title } = writeScript(story, count);
  expect(scenes).toHaveLength(count);
  expect(title).not.toBe("");
  for (const { narration, picture } of scenes) {
    expect(countWords(narration)).toBeGreaterThanOrEqual(20);
    expect(countWords(narration)).toBeLessThanOrEqual(60);
    expect(picture.length).toBeLessThan(600);
  }
});

test("its sentences are told in their order, none twice, from the first to the last", () => {
  const told = writeScript(STORY, 4).scenes.map(({ narration }) => narration);
  const sentences = sentencesOf(STORY);
  const at = sentences.map((sentence) => told.findIndex((narration) => narration.includes(sentence)));
  expect(at).not.toContain(-1);
  expect(at).toEqual(at.toSorted((a, b) => a - b));
  expect(at.at(-1)).toBe(3);
});

test("of a long story the end is told too", () => {
  expect(writeScript(LONG, 12).scenes.at(-1)?.narration).toContain("year 399");
});

test("the same story always gives the same script", () => {
  expect(writeScript(STORY, 5)).toEqual(writeScript(STORY, 5));
});

test("who is in a story is in its cast, and in the pictures of the scenes that name them", () => {
  const { cast, scenes } = writeScript(STORY, 4);
  expect(cast.map(({ name }) => name)).toEqual(expect.arrayContaining(["keeper", "fox"]));
  expect(cast.find(({ name }) => name === "fox")?.look).toContain("fox");
  expect(scenes[1]?.picture).toMatch(/fox/);
  const named = writeScript(
    "Ida lived by the forest. She walked. Then Ida met a wolf, and Tomas, who laughed.",
    3,
  );
  expect(named.cast.map(({ name }) => name)).toEqual(["Ida", "Tomas", "wolf"]);
});

test("moods follow the words, and a style that is wished for is kept", () => {
  const script = writeScript(
    "They laughed and danced all day. A storm came, and they were afraid.",
    3,
    "ink",
  );
  expect(script.style).toBe("ink");
  expect(script.scenes.map(({ mood }) => mood)).toEqual(expect.arrayContaining(["joyful", "tense"]));
});

test("one word of eighty letters is not said twenty times", () => {
  for (const { narration } of writeScript("a".repeat(80), 3).scenes)
    expect(narration.length).toBeLessThan(300);
});

test.each([
  ["a word", "a".repeat(20_000)],
  ["emoji", "🙂".repeat(9_000)],
  ["marks", "A. ".repeat(6_600)],
  ["names", Array.from({ length: 2_000 }, (_, n) => `N${"abcdefghij".slice(n % 7)} met`).join(" ")],
])("20,000 characters of %s are told in no time, and in a few words", (_, story) => {
  const begun = performance.now();
  for (const { narration, picture } of writeScript(story, 12).scenes)
    expect(Math.max(narration.length, picture.length)).toBeLessThan(700);
  expect(performance.now() - begun).toBeLessThan(3_000);
});

test("what is to be refused of a scene goes where it is refused, and nowhere else", () => {
  const marked = STORY.replace("small fox", "small fox [[forbidden picture]]").replace(
    "gold",
    "gold [[forbidden voice]]",
  );
  const { scenes } = writeScript(marked, 4);
  const at = (of: "narration" | "picture", mark: string) =>
    scenes.flatMap((scene, n) => (scene[of].includes(mark) ? [n] : []));
  expect([at("picture", "[[forbidden picture]]"), at("narration", "[[forbidden picture]]")]).toEqual([
    [1],
    [],
  ]);
  expect([at("narration", "[[forbidden voice]]"), at("picture", "[[forbidden voice]]")]).toEqual([[3], []]);
});
