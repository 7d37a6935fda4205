import { describe, expect, test } from "vitest";
import { jobWith, operationWith, slotWork } from "@/tests/support/sample-jobs";
import type { AstriaRequest } from "@/lib/providers/astria/request";
import { photoshoot } from "./photoshoot";

const images = (count: number) => Array.from({ length: count }, (_, index) => `user/${index}.jpg`);
const valid = { title: "Ada in winter", subject: "woman", images: images(4) };
const accepts = (input: unknown) => photoshoot.input.safeParse(input).success;

describe("the input", () => {
  test.each([4, 20])("takes %i pictures", (count) => {
    expect(accepts({ ...valid, images: images(count) })).toBe(true);
  });

  test.each<[string, Record<string, unknown>]>([
    ["too few pictures", { images: images(3) }],
    ["too many pictures", { images: images(21) }],
    ["the same picture twice", { images: [...images(4), "user/0.jpg"] }],
    ["a picture that is no path", { images: [1, 2, 3, 4] }],
    ["no pictures", { images: undefined }],
    ["a subject we have no word for", { subject: "horse" }],
    ["no subject", { subject: undefined }],
    ["an empty title", { title: "" }],
    ["a blank title", { title: "   " }],
    ["an endless title", { title: "x".repeat(81) }],
    ["an empty style", { style: " " }],
    ["an endless style", { style: "x".repeat(201) }],
    ["a field we do not know", { webhook: "http://elsewhere.test" }],
  ])("refuses %s", (_what, fields) => {
    expect(accepts({ ...valid, ...fields })).toBe(false);
  });

  test("says what is wrong in words for a person", () => {
    const { error } = photoshoot.input.safeParse({ ...valid, title: "", images: images(3) });
    expect(error?.issues.map((issue) => issue.message)).toEqual([
      "Give the photoshoot a title.",
      "A photoshoot needs at least 4 pictures.",
    ]);
  });
});

const input = photoshoot.input.parse({ ...valid, style: "film" });
const frames = photoshoot.slots(input, photoshoot.frames, jobWith()) ?? 0;
const tune = operationWith({ state: "succeeded", providerRef: "tune:4711" });
const promptOf = (slot: number, fields: Partial<typeof input> = {}, operations = [tune]) =>
  photoshoot.request(
    slotWork({ ...input, ...fields }, "generating", slot, { job: jobWith({ operations }) }),
  ) as {
    body: Extract<AstriaRequest, { type: "prompt" }>;
  };
const slots = Array.from({ length: frames }, (_, slot) => slot);

describe("the requests", () => {
  test("train one model on the user's pictures, named after the subject", () => {
    expect(photoshoot.slots(input, "training", jobWith())).toBe(1);
    expect(photoshoot.request(slotWork(input, "training"))).toEqual({
      provider: "astria",
      files: input.images,
      body: { type: "tune", name: "woman" },
    });
  });

  test("are the same on every try", () => {
    for (const slot of slots) expect(promptOf(slot)).toEqual(promptOf(slot));
  });

  test("give every frame a prompt and a seed of its own", () => {
    const bodies = slots.map((slot) => promptOf(slot).body);
    expect(new Set(bodies.map((body) => body.text)).size).toBe(8);
    expect(new Set(bodies.map((body) => body.seed)).size).toBe(8);
  });

  test("name the trained model and the subject", () => {
    for (const slot of slots) {
      expect(promptOf(slot).body).toMatchObject({
        tuneRef: "tune:4711",
        text: expect.stringMatching(/^<lora:4711:1> ohwx woman, /),
      });
    }
  });

  test("use the model of the attempt that trained one", () => {
    const retried = [
      operationWith({ state: "failed" }),
      operationWith({ attempt: 2, providerRef: "tune:12" }),
    ];
    expect(promptOf(0, {}, retried).body.text).toContain("<lora:12:1>");
  });

  test("cannot be made before there is a model, nor for a frame too many", () => {
    expect(() => photoshoot.request(slotWork(input, "generating"))).toThrow("has no tune");
    expect(() => promptOf(frames)).toThrow("no prompt");
  });

  test("stand for a known style with its words, take any other as it is, and studio where none was chosen", () => {
    expect(promptOf(0).body.text).toContain("35mm");
    expect(promptOf(0, { style: "as Vermeer would" }).body.text).toContain(", as Vermeer would");
    expect(promptOf(0, { style: undefined }).body.text).toContain("studio backdrop");
  });

  test.each(["constructor", "toString", "__proto__"])(
    "take the style %s as it is, like any other",
    (style) => {
      expect(promptOf(0, { style }).body.text).toMatch(new RegExp(`, ${style}$`));
    },
  );
});

test("what a user sees of it: how many pictures were uploaded, and files numbered from 01", () => {
  expect(photoshoot.opening(input)).toBe("Uploaded 4 pictures");
  expect([1, 8, 12].map((frame) => photoshoot.resultName(frame, "generating"))).toEqual([
    "picture-01",
    "picture-08",
    "picture-12",
  ]);
});

describe("with the model of an earlier photoshoot", () => {
  const model = "6f0c1a34-5b7e-4c2d-9a10-2b3c4d5e6f70";
  const kept = photoshoot.input.parse({ title: "Again", subject: "woman", model, tune: "tune:4711" });
  const bodies = (id: string) =>
    slots.map(
      (slot) =>
        photoshoot.request(slotWork(kept, "generating", slot, { job: jobWith({ id, operations: [] }) }))
          .body as Extract<AstriaRequest, { type: "prompt" }>,
    );

  test("nothing is trained, and there is no stage for it", () => {
    expect(photoshoot.slots(kept, "training", jobWith())).toBe(0);
    expect(photoshoot.slots(kept, "generating", jobWith())).toBe(8);
    expect(Object.keys(photoshoot.engines(kept))).toEqual(["generating"]);
    expect(photoshoot.profileOf?.(kept).steps.map(({ name }) => name)).toEqual(["generating"]);
    expect(photoshoot.profileOf?.(input).steps.map(({ name }) => name)).toEqual(["training", "generating"]);
    expect(photoshoot.opening(kept)).toBe("Chose a trained model");
    expect(photoshoot.shown?.(kept)).not.toHaveProperty("tune");
  });

  test("its pictures are asked of that model, and are others in every job", () => {
    const [one, other] = [
      bodies("0a1b2c3d-0000-4000-8000-000000000000"),
      bodies("0a1b2d3d-0000-4000-8000-000000000000"),
    ];
    for (const { tuneRef, text } of one)
      expect([tuneRef, text.slice(0, 13)]).toEqual(["tune:4711", "<lora:4711:1>"]);
    expect(bodies("0a1b2c3d-0000-4000-8000-000000000000")).toEqual(one);
    expect(new Set([...one, ...other].map(({ seed }) => seed)).size).toBe(16);
    for (const { seed } of one) expect(Number.isSafeInteger(seed) && seed < 2 ** 31).toBe(true);
  });

  test("pictures and a model are not taken together, nor neither, nor what the provider calls it", () => {
    const given = photoshoot.given ?? photoshoot.input;
    const words = { title: "Again", subject: "woman" };
    expect(given.safeParse({ ...words, model }).success).toBe(true);
    for (const more of [{}, { model, images: images(4) }, { model, tune: "tune:1" }, { model: "tune:1" }])
      expect(given.safeParse({ ...words, ...more }).success).toBe(false);
  });
});
