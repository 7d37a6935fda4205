import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLines, type Line } from "./read-lines";

async function* pieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let n = 0; at < bytes.byteLength; n++) {
    const size = sizes[n % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function linesOf(text: string, sizes = [7], from = 0): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(pieces(Buffer.from(text).subarray(from), sizes), from)) lines.push(line);
  return lines;
}

/** Text with characters of one to four bytes, and line breaks of other sorts. */
const text = fc
  .array(fc.constantFrom("a", "é", "語", "🦊", "\u2028", "\u2029", "\u0085", "\r", " "), { maxLength: 30 })
  .map((parts) => parts.join(""));
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

describe("lines", () => {
  test("come whole however a file is cut into pieces, parted by line feeds alone", async () => {
    const property = fc.asyncProperty(fc.array(text), sizes, async (lines, sizes) => {
      const file = lines.map((line) => `${line}\n`).join("");
      const read = await linesOf(file, sizes);
      expect(read.map((line) => line.text)).toEqual(lines);
      expect(read.every((line) => line.isEnded)).toBe(true);
    });
    await fc.assert(property, { numRuns: 300 });
  });

  test("go on from behind any of them as if there had been no break", async () => {
    const property = fc.asyncProperty(fc.array(text, { minLength: 1 }), sizes, async (lines, sizes) => {
      const file = lines.join("\n");
      const all = await linesOf(file, sizes);
      for (const [index, { end }] of all.entries()) {
        expect(await linesOf(file, sizes, end)).toEqual(all.slice(index + 1));
      }
      expect(all.at(-1)?.end ?? 0).toBe(Buffer.byteLength(file));
    });
    await fc.assert(property, { numRuns: 100 });
  });

  test("say where there is no line break behind the last one", async () => {
    expect(await linesOf("a\nb")).toEqual([
      { text: "a", end: 2, isEnded: true },
      { text: "b", end: 3, isEnded: false },
    ]);
    expect(await linesOf("")).toEqual([]);
  });

  test.each([[[1_000]], [[65_536]], [[3_000_000]]])(
    "that are longer than any result are passed over, but for whose they are (pieces of %o)",
    async (sizes) => {
      const long = `{"custom_id":"x",${"y".repeat(2_000_000)}}`;
      const [broken, next] = await linesOf(`${long}\nok\n`, sizes);
      expect(broken?.text.length).toBeLessThan(10_000);
      expect(broken?.text).toContain('"custom_id":"x"');
      expect(next).toEqual({ text: "ok", end: long.length + 4, isEnded: true });
    },
  );
});
