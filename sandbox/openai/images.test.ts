import { loadImage } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { z } from "zod";
import type { SandboxOptions } from "../create-sandbox";
import { bench } from "../test-bench";

const IMAGES = "/openai/v1/images/generations";
const RESPONSES = "/openai/v1/responses";
const body = {
  model: "gpt-image-2",
  prompt: "A lighthouse at dusk",
  size: "1536x864",
  output_format: "jpeg",
};
const small: SandboxOptions = { scale: 0.1 };

const Answer = z.object({
  data: z.array(z.object({ b64_json: z.string() })),
  size: z.string(),
  output_format: z.string(),
  usage: z.object({ total_tokens: z.number() }),
});

const ask = async (fields: Record<string, unknown> = {}, options = small) => {
  const response = await bench(options).request("POST", IMAGES, { ...body, ...fields });
  return { status: response.status, json: (await response.json()) as unknown };
};

const drawn = async (fields: Record<string, unknown> = {}, options = small): Promise<Buffer[]> =>
  Answer.parse((await ask(fields, options)).json).data.map(({ b64_json: text }) =>
    Buffer.from(text, "base64"),
  );

test("a picture comes at once, of the shape and the sort that was asked for, and says what it cost", async () => {
  const answer = Answer.parse((await ask()).json);
  expect(answer).toMatchObject({ size: "1536x864", output_format: "jpeg" });
  expect(answer.usage.total_tokens).toBeGreaterThan(1_000);
  const picture = Buffer.from(answer.data[0]?.b64_json ?? "", "base64");
  expect(picture.subarray(0, 3).toString("hex")).toBe("ffd8ff");
  const { width, height } = await loadImage(picture);
  expect([width, height]).toEqual([154, 86]);
});

test("the same prompt gives the same picture, n gives so many different ones", async () => {
  const [first = Buffer.alloc(0)] = await drawn();
  expect((await drawn())[0]?.equals(first)).toBe(true);
  const three = await drawn({ n: 3 });
  expect(new Set(three.map((picture) => picture.toString("base64"))).size).toBe(3);
});

test.each<[Record<string, unknown>, number, string, string]>([
  [{ prompt: undefined }, 400, "prompt", "missing_required_parameter"],
  [{ prompt: "" }, 400, "prompt", "invalid_value"],
  [{ prompt: "a".repeat(32_001) }, 400, "prompt", "invalid_value"],
  [{ size: "1280x700" }, 400, "size", "invalid_value"],
  [{ size: "4096x1024" }, 400, "size", "invalid_value"],
  [{ size: "wide" }, 400, "size", "invalid_value"],
  [{ size: "1536x864", model: "gpt-image-1.5" }, 400, "size", "invalid_value"],
  [{ n: 11 }, 400, "n", "invalid_value"],
  [{ response_format: "b64_json" }, 400, "response_format", "unknown_parameter"],
  [{ model: "gpt-image-9" }, 404, "model", "model_not_found"],
  [{ model: "gpt-6-luna" }, 400, "model", "invalid_value"],
])("%o is refused with %i", async (fields, status, param, code) => {
  expect(await ask(fields)).toMatchObject({ status, json: { error: { param, code } } });
});

test("what is forbidden is refused, also in pictures alone", async () => {
  for (const prompt of ["[[forbidden]]", "A view. [[forbidden picture]]"])
    expect(await ask({ prompt })).toMatchObject({
      status: 400,
      json: { error: { code: "moderation_blocked" } },
    });
});

test("a picture may end in the middle", async () => {
  const [cut = Buffer.alloc(0)] = await drawn({}, { ...small, faults: "cut-picture@create-image" });
  const [whole = Buffer.alloc(0)] = await drawn();
  expect(whole.subarray(-2).toString("hex")).toBe("ffd9");
  expect(cut.equals(whole.subarray(0, Math.floor(whole.byteLength / 2)))).toBe(true);
});

test("what goes wrong goes wrong in the call itself", async () => {
  const moderated = { ...small, faults: "moderation@create-image" };
  expect(await ask({}, moderated)).toMatchObject({
    status: 400,
    json: { error: { code: "moderation_blocked" } },
  });
  expect(await ask({}, { ...small, faults: "failed@create-image" })).toMatchObject({ status: 500 });
});

test("without a product's photo the image tool draws the scene, the same at every look; cut where that is asked for", async () => {
  const picture = async (faults = "") => {
    const b = bench({ ...small, faults });
    const tools = [{ type: "image_generation", size: "864x1536", output_format: "jpeg" }];
    const create = { model: "gpt-6-luna", background: true, tools, input: "A fox in the forest" };
    const { id } = await b.json("POST", RESPONSES, create);
    b.pass(30);
    const Output = z.object({ output: z.array(z.looseObject({ result: z.string().optional() })) });
    const { output } = Output.parse(await b.json("GET", `${RESPONSES}/${id}`));
    return Buffer.from(output.find(({ result }) => result !== undefined)?.result ?? "", "base64");
  };
  const whole = await picture();
  const { width, height } = await loadImage(whole);
  expect([width, height]).toEqual([86, 154]);
  expect((await picture()).equals(whole)).toBe(true);
  expect((await picture("cut-picture@picture-response")).byteLength).toBe(Math.floor(whole.byteLength / 2));
});
