import { expect, test } from "vitest";
import { z } from "zod";
import type { SandboxOptions } from "../create-sandbox";
import { bench } from "../test-bench";

const RESPONSES = "/openai/v1/responses";
const text = { type: "string" };
const object = (properties: Record<string, unknown>) => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const schemaOf = (fewest: number, most: number) =>
  object({
    title: text,
    style: text,
    scenes: {
      type: "array",
      minItems: fewest,
      maxItems: most,
      items: object({ narration: text, picturePrompt: text, mood: text }),
    },
  });

const story =
  "A keeper lights his lamp. A fox comes to the door. They share their bread, and the storm goes by.";
const request = (fields: Record<string, unknown> = {}, schema: unknown = schemaOf(3, 12)) => ({
  model: "gpt-6-luna",
  background: true,
  input: story,
  text: { format: { type: "json_schema", name: "story_script", strict: true, schema } },
  ...fields,
});

const Answer = z.looseObject({
  status: z.string(),
  output: z.array(
    z.looseObject({ content: z.array(z.looseObject({ text: z.string().optional() })).optional() }),
  ),
});
const Script = z.object({
  title: z.string(),
  style: z.string(),
  scenes: z.array(z.record(z.string(), z.string())),
});

async function answered(body: unknown, options: SandboxOptions = {}) {
  const b = bench(options);
  const { id } = await b.json("POST", RESPONSES, body);
  b.pass(5);
  expect((await b.json("GET", `${RESPONSES}/${id}`)).status).toBe("in_progress");
  b.pass(15);
  const { status, output } = Answer.parse(await b.json("GET", `${RESPONSES}/${id}`));
  return { status, text: output[0]?.content?.[0]?.text ?? "" };
}

const script = async (body: unknown, options?: SandboxOptions) =>
  Script.parse(JSON.parse((await answered(body, options)).text));

test("a form with scenes is answered with a script of the story, in that form", async () => {
  const { scenes } = await script(request());
  expect(scenes).toHaveLength(3);
  expect(scenes.map((scene) => Object.keys(scene))).toEqual(
    scenes.map(() => ["narration", "picturePrompt", "mood"]),
  );
  expect(scenes[0]?.["narration"]).toContain("A keeper lights his lamp.");
});

test("it has as many scenes as the form or the instructions ask for, else more the longer the story is", async () => {
  const count = async (fields: Record<string, unknown>, schema?: unknown) =>
    (await script(request(fields, schema))).scenes.length;
  expect(await count({}, schemaOf(7, 7))).toBe(7);
  expect(await count({ instructions: "Exactly 5 scenes." })).toBe(5);
  expect(await count({ instructions: "Exactly 99 scenes." })).toBe(12);
  expect(await count({ input: `${story} `.repeat(12) })).toBe(6);
});

test("the looks that the instructions wish for are its style", async () => {
  const instructions =
    'Whoever wrote it wants the pictures to look like this; it is a wish: "charcoal, \\"old\\"".';
  expect((await script(request({ instructions }))).style).toContain("charcoal");
});

test("an answer that is cut off is incomplete, and no whole script", async () => {
  const { status, text: cut } = await answered(request({ max_output_tokens: 20 }));
  expect([status, cut.length]).toEqual(["incomplete", 80]);
});

test("a script may have no scenes, or be no JSON; it is decided when it is asked for, and outlasts the faults", async () => {
  expect((await script(request(), { faults: "empty-script@script-response" })).scenes).toEqual([]);
  const { text: broken } = await answered(request(), { faults: "unreadable-script" });
  expect(() => JSON.parse(broken) as unknown).toThrow(SyntaxError);
  const b = bench({ faults: "empty-script*1" });
  const { id } = await b.json("POST", RESPONSES, request());
  b.sandbox.setFaults("");
  b.pass(20);
  expect(JSON.stringify(await b.json("GET", `${RESPONSES}/${id}`))).toContain(String.raw`\"scenes\":[]`);
});

test("faults of scripts strike no answers in words and no pictures", async () => {
  const b = bench({ faults: "empty-script*1", scale: 0.1 });
  await b.json("POST", RESPONSES, { model: "gpt-6-luna", input: story, background: true });
  await b.json("POST", RESPONSES, {
    model: "gpt-6-luna",
    input: story,
    tools: [{ type: "image_generation" }],
  });
  const { id } = await b.json("POST", RESPONSES, request());
  b.pass(20);
  expect(JSON.stringify(await b.json("GET", `${RESPONSES}/${id}`))).toContain(String.raw`\"scenes\":[]`);
});

test("what strict mode does not take is refused", async () => {
  const loose = { ...schemaOf(3, 3), additionalProperties: true };
  const refused = await bench().request("POST", RESPONSES, request({}, loose));
  expect([refused.status, await refused.json()]).toEqual([
    400,
    { error: expect.objectContaining({ param: "text.format.schema", code: "invalid_json_schema" }) },
  ]);
  const named = { type: "json_schema", name: "story script", schema: {} };
  expect((await bench().request("POST", RESPONSES, request({ text: { format: named } }))).status).toBe(400);
});

test("a forbidden story gets no script, one that is forbidden in parts does", async () => {
  const status = async (input: string) =>
    (await bench().request("POST", RESPONSES, request({ input }))).status;
  expect(await status(`${story} [[forbidden]]`)).toBe(400);
  expect(await status(`${story} [[forbidden picture]]`)).toBe(200);
});
