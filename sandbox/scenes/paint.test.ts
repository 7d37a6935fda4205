import { createCanvas } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { readBrief } from "./brief";
import { figuresOf } from "./cast";
import { lightFor } from "./light";
import { paint } from "./paint";
import { placeNames, placeOf } from "./places";

const sheet = `

Style, the same in every picture of this film: Gouache

Who and what looks like this wherever it appears; show only those that this picture names:
- Ida: a girl with brown hair, in a yellow raincoat
- the wolf: a grey wolf

No lettering of any sort, no captions, no speech bubbles, no frame.`;

function pixels(prompt: string, take = "1", width = 96, height = 54): Buffer {
  const canvas = createCanvas(width, height);
  paint(canvas, prompt, take);
  return Buffer.from(canvas.data());
}

/** The mean of a picture's red, green and blue. */
function meanOf(rgba: Buffer): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (let at = 0; at < rgba.length; at += 4)
    for (const n of [0, 1, 2] as const) sums[n] += rgba[at + n] ?? 0;
  return [sums[0] / (rgba.length / 4), sums[1] / (rgba.length / 4), sums[2] / (rgba.length / 4)];
}

test("the same prompt gives the same picture, another take another one", () => {
  expect(pixels("A fox in the forest").equals(pixels("A fox in the forest"))).toBe(true);
  expect(pixels("A fox in the forest").equals(pixels("A fox in the forest", "2"))).toBe(false);
});

test.each([
  ["In the kitchen she sat beside the table", "room"],
  ["A ship on the ocean", "sea"],
  ["The streets of the city", "town"],
  ["Cottages in a village", "village"],
  ["Between the trees of the woods", "forest"],
  ["On the summit", "mountains"],
  ["Camels and dunes", "desert"],
  ["Beside the river", "lake"],
  ["A balloon above the clouds", "sky"],
  ["Flowers in the meadow", "meadow"],
  ["Down in the valley", "hills"],
])("%s: %s", (words, place) => {
  expect(placeOf(words)).toBe(place);
});

test("every place can be drawn, in every shape, and no two look alike", () => {
  const places = [
    "kitchen",
    "sea",
    "city",
    "village",
    "forest",
    "summit",
    "desert",
    "river",
    "clouds",
    "meadow",
    "valley",
  ];
  expect(new Set(places.map((word) => placeOf(word)))).toEqual(new Set(placeNames));
  const drawn = places.map((word) => pixels(`A ${word}`, "1", 54, 96).toString("base64"));
  expect(new Set(drawn).size).toBe(places.length);
});

test("the mood decides the light: what is joyful is bright, what is sad is grey, and nights are dark", () => {
  const of = (mood: string, words = "A meadow") => meanOf(pixels(`${words}\n\nMood: ${mood}.`));
  const brightness = (color: readonly number[]) => color.reduce((sum, value) => sum + value, 0);
  const colour = (color: readonly number[]) => Math.max(...color) - Math.min(...color);
  expect(brightness(of("joyful"))).toBeGreaterThan(brightness(of("tense")));
  expect(brightness(of("calm", "A meadow at night"))).toBeLessThan(
    brightness(of("calm", "A meadow at noon")) * 0.6,
  );
  const [sad, tender] = [lightFor("", "sad", "#808080"), lightFor("", "tender", "#808080")];
  expect([sad.sky, sad.hour, tender.hour]).toEqual(["overcast", "day", "dusk"]);
  expect(colour(of("sad"))).toBeLessThan(colour(of("tender")));
});

test("a prompt is taken apart: what is to be seen, its mood, and the sheet that all pictures share", () => {
  const brief = readBrief(`A wide view: Ida walks.\n\nMood: mysterious.${sheet}`);
  expect(brief).toEqual({
    scene: "A wide view: Ida walks.",
    mood: "mysterious",
    style: "Gouache",
    cast: [
      { name: "Ida", look: "a girl with brown hair, in a yellow raincoat" },
      { name: "the wolf", look: "a grey wolf" },
    ],
  });
  expect(readBrief("Just a boat.\nOn a lake.")).toMatchObject({
    scene: "Just a boat.\nOn a lake.",
    mood: null,
    cast: [],
  });
});

test("those whom a picture names are in it, and look the same wherever they are", () => {
  const shown = (scene: string) => figuresOf(readBrief(`${scene}${sheet}`));
  const [ida] = shown("Ida walks.");
  expect(shown("Ida walks.")).toMatchObject([{ kind: "child", coat: "#d9a83a", hair: "#6b4226" }]);
  expect(shown("The wolf and Ida rest.")).toEqual([
    ida,
    expect.objectContaining({ kind: "beast", beast: "wolf" }),
  ]);
  expect(shown("The sea.")).toEqual([]);
  expect(figuresOf(readBrief("A fox crosses a lake"))).toMatchObject([{ kind: "beast", beast: "fox" }]);
});

test("black and white has no colour", () => {
  const [red, green, blue] = meanOf(pixels("A sunset by the sea\n\nStyle: charcoal, black and white"));
  expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(12);
});
