import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { drawSamples } from "./draw-samples";
import { root } from "./stack/processes";

const folder = join(root, "components", "samples");

/** A codec of another version may round otherwise: so much, of 255, a pixel's channel may differ by on average. */
const mostApart = 2;

async function apart(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([one, other].map((file) => sharp(file).removeAlpha().raw().toBuffer()));
  if (!a || !b || a.length !== b.length) return Infinity;
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

test("what newcomers are shown is what the simulated providers make of the demonstration's jobs", async () => {
  const drawn = await drawSamples();
  const kept = readdirSync(folder).filter((name) => /\.(webp|json)$/.test(name));
  expect([...drawn.keys()].toSorted()).toEqual(kept.toSorted());
  const answer = (bytes: Buffer | undefined): unknown => JSON.parse(String(bytes));
  expect(answer(readFileSync(join(folder, "answer.json")))).toEqual(answer(drawn.get("answer.json")));
  for (const [name, bytes] of drawn) {
    if (!name.endsWith(".webp")) continue;
    expect({ name, apart: await apart(bytes, readFileSync(join(folder, name))) }).toEqual({
      name,
      apart: expect.toSatisfy((by: number) => by < mostApart),
    });
  }
  // Any two of them are much further from each other.
  const [first, second] = ["style-film.webp", "style-studio.webp"].map((name) => drawn.get(name));
  expect(await apart(first ?? Buffer.alloc(0), second ?? Buffer.alloc(0))).toBeGreaterThan(5 * mostApart);
}, 60_000);
