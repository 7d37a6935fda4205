import { expect, test } from "vitest";
import { filled, scenesAllowed } from "./schema-form";
import type { WrittenScript } from "./write-script";

const script: WrittenScript = {
  title: "The Fox",
  style: "Gouache",
  cast: [{ name: "fox", look: "a red fox" }],
  scenes: [
    { narration: "A fox sits.", picture: "A fox.", mood: "calm" },
    { narration: "It goes.", picture: "A path.", mood: "sad" },
  ],
};
const text = { type: "string" };
const object = (properties: Record<string, unknown>) => ({
  type: "object",
  properties,
  additionalProperties: false,
});

test("a script is put into the form that is asked for, every property by its name", () => {
  const scene = object({ narration: text, picturePrompt: text, mood: { ...text, enum: ["calm", "grand"] } });
  const cast = { type: "array", items: object({ name: text, look: text }) };
  const schema = object({ title: text, style: text, cast, scenes: { type: "array", items: scene } });
  expect(filled(schema, script)).toEqual({
    title: "The Fox",
    style: "Gouache",
    cast: script.cast,
    scenes: [
      { narration: "A fox sits.", picturePrompt: "A fox.", mood: "calm" },
      // A mood that is none of those there are becomes the first.
      { narration: "It goes.", picturePrompt: "A path.", mood: "calm" },
    ],
  });
});

test("another form with scenes is filled too, with something of each type", () => {
  const scene = object({
    number: { type: "integer" },
    voice_over: text,
    image_prompt: text,
    done: { type: "boolean" },
  });
  const schema = object({ headline: text, characters: text, scenes: { type: "array", items: scene } });
  expect(filled(schema, script)).toMatchObject({
    characters: "fox: a red fox",
    scenes: [{ number: 1, voice_over: "A fox sits.", image_prompt: "A fox.", done: false }, { number: 2 }],
  });
});

test("a form says how many scenes it takes; one without scenes is none of a script's", () => {
  const scenes = { type: "array", items: object({}), minItems: 4, maxItems: 4 };
  expect(scenesAllowed(object({ scenes }))).toEqual({ fewest: 4, most: 4 });
  expect(scenesAllowed(object({ scenes: { type: "array", items: object({}) } }))).toEqual({
    fewest: 1,
    most: 12,
  });
  expect(scenesAllowed(object({ tags: { type: "array", items: text } }))).toBeNull();
});
