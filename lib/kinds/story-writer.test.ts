import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { storyShapes } from "@/lib/jobs/story";
import { readScript, storyMoods } from "./story-script";
import { scriptSchema, writerInstructions } from "./story-writer";

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  required?: string[];
  additionalProperties?: boolean;
  enum?: readonly string[];
  minItems?: number;
  maxItems?: number;
}

function objectsIn(schema: Schema): Schema[] {
  const inner = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : [])];
  return [...(schema.type === "object" ? [schema] : []), ...inner.flatMap(objectsIn)];
}

/** The least that a schema allows. */
function sampleOf(schema: Schema): unknown {
  if (schema.type === "array")
    return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}));
  if (schema.type === "object")
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, each]) => [name, sampleOf(each)]),
    );
  return schema.enum?.[0] ?? "words";
}

describe("the form of a script", () => {
  test("is strict everywhere: every field is required, and there are no others", () => {
    const objects = objectsIn(scriptSchema({}));
    expect(objects).toHaveLength(3);
    for (const { properties, required, additionalProperties } of objects) {
      expect(required).toEqual(Object.keys(properties ?? {}));
      expect(additionalProperties).toBe(false);
    }
  });

  test.each([
    [undefined, 3, 12],
    [3, 3, 3],
    [12, 12, 12],
  ])("with %s scenes asked for has %i to %i of them", (scenes, minItems, maxItems) => {
    const schema: Schema = scriptSchema({ scenes });
    expect(schema.properties?.["scenes"]).toMatchObject({ minItems, maxItems });
  });

  test("is what a script is read by", () => {
    expect(readScript(JSON.stringify(sampleOf(scriptSchema({ scenes: 4 }))))?.scenes).toHaveLength(4);
  });
});

describe("the instructions of a writer", () => {
  test("say how many scenes, how they feel, and how the frame is cut", () => {
    const all = storyShapes.map((shape) => writerInstructions({ scenes: 7, shape }));
    expect(new Set(all).size).toBe(storyShapes.length);
    for (const text of all) {
      expect(text).toContain("Exactly 7 scenes.");
      for (const mood of storyMoods) expect(text).toContain(mood);
    }
    expect(writerInstructions({})).toContain("3 to 12");
  });

  test("have a user's wish for a style in quotes that it cannot close, on a line that it cannot leave", () => {
    const before = writerInstructions({}).length;
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), (style) => {
        const wish = writerInstructions({ style }).slice(before);
        const quoted = /: (".*")\. Let the style sheet say how\.$/.exec(wish)?.[1];
        expect(JSON.parse(quoted ?? "")).toBe(style);
        expect(wish.trim()).not.toContain("\n");
      }),
    );
  });
});
