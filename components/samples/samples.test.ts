import { readdirSync, statSync } from "node:fs";
import sharp from "sharp";
import { expect, test } from "vitest";

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".webp"));
const pathOf = (name: string) => `${import.meta.dirname}/${name}`;

test("all samples together weigh no more than a page may, and none is a picture of nothing", async () => {
  const bytes = files.map((name) => statSync(pathOf(name)).size);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(150_000);
  const spread = await Promise.all(files.map(async (name) => (await sharp(pathOf(name)).stats()).entropy));
  expect(Math.min(...spread)).toBeGreaterThan(4);
});

test("no two styles look alike", async () => {
  const small = files
    .filter((name) => /^(style|card)-/.test(name))
    .map((name) => sharp(pathOf(name)).stats());
  const looks = (await Promise.all(small)).map(({ dominant: { r, g, b } }) => `${r} ${g} ${b}`);
  expect(new Set(looks).size).toBe(looks.length);
});

test("samples have the shape that is kept free for them", async () => {
  const shapes = await Promise.all(
    files.map(async (name) => {
      const { width, height } = await sharp(pathOf(name)).metadata();
      return [/^(style|card)-/.test(name) ? "style" : "kind", width / height];
    }),
  );
  expect(new Map(shapes as Array<[string, number]>)).toEqual(
    new Map([
      ["kind", 3 / 2],
      ["style", 3 / 4],
    ]),
  );
  expect(files).toHaveLength(13);
});
