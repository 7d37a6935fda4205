import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createCanvas, GlobalFonts, type ImageData } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { setCaption, type CaptionBox } from "@/lib/render/captions/box";
import { coverageOf } from "@/lib/render/captions/coverage";
import { cuesOf } from "@/lib/render/captions/cues";
import { fontFiles, fonts } from "@/lib/render/captions/fonts";
import { familiesFor } from "@/lib/render/captions/glyphs";
import { withoutDrawings } from "@/lib/render/captions/lighter-font";
import { missingGlyphs } from "@/lib/render/captions/missing-glyphs";
import { lay, toOverlay } from "@/lib/render/captions/overlay";
import { planesOf } from "@/lib/render/planes";
import { sizeOf, type FilmSize } from "@/lib/render/timeline";
import { languages, narrations } from "@/tests/support/narrations";

const film = sizeOf("landscape", 720);

function boxOf(lines: readonly string[], size = film, text = lines.join(" ")): CaptionBox {
  const box = setCaption(lines, text, size);
  if (!box) throw new Error("Nothing of it can be drawn.");
  return box;
}

/** By column or row, how much lighter than its ground a box is there: letters, and emoji. */
function inkAlong({ data, width, height }: ImageData, along: "columns" | "rows"): number[] {
  const ink = Array.from({ length: along === "columns" ? width : height }, () => 0);
  for (let at = 0; at < width * height; at += 1) {
    const isInk =
      Math.max(data[at * 4] ?? 0, data[at * 4 + 1] ?? 0, data[at * 4 + 2] ?? 0) > 60 &&
      (data[at * 4 + 3] ?? 0) > 175;
    const place = along === "columns" ? at % width : Math.floor(at / width);
    if (isInk) ink[place] = (ink[place] ?? 0) + 1;
  }
  return ink;
}

test.each(languages)(
  "%s is drawn whole, within its box, and its box within the safe part of the film",
  (language) => {
    for (const shape of ["landscape", "portrait", "square"] as const) {
      for (const height of [96, 720]) {
        const size = sizeOf(shape, height);
        for (const { lines } of cuesOf(narrations[language], 300, size)) {
          const { left, top, pixels } = boxOf(lines, size, narrations[language]);
          const [columns, rows] = [inkAlong(pixels, "columns"), inkAlong(pixels, "rows")];
          const side = Math.ceil(Math.min(size.width, size.height) * 0.01);
          expect(
            columns
              .slice(0, side)
              .concat(columns.slice(-side))
              .every((ink) => ink === 0),
          ).toBe(true);
          expect([rows[0], rows.at(-1)]).toEqual([0, 0]);
          expect(columns.some((ink) => ink > 0)).toBe(true);
          expectSafe({ left, top, right: left + pixels.width, bottom: top + pixels.height }, size);
        }
      }
    }
  },
);

function expectSafe(box: { left: number; top: number; right: number; bottom: number }, size: FilmSize): void {
  expect(box.left).toBeGreaterThanOrEqual(size.width * 0.04);
  expect(box.right).toBeLessThanOrEqual(size.width * 0.96 + 2);
  expect(box.top).toBeGreaterThanOrEqual(size.height * 0.4);
  expect(box.bottom).toBeLessThanOrEqual(size.height * (size.height > size.width ? 0.87 : 0.94) + 2);
}

test("captions can be read on white and on black: at least 4.5 to 1", () => {
  for (const ground of [235, 126, 16]) {
    const frame = planesOf(film);
    frame.y.fill(ground);
    frame.u.fill(128);
    frame.v.fill(128);
    const box = boxOf(["Nobody knew", "what she carried."]);
    lay(toOverlay(box), frame);
    const lumas = [];
    for (let row = box.top + 20; row < box.top + box.pixels.height - 20; row += 1)
      lumas.push(
        ...frame.y.subarray(
          row * film.width + box.left + 4,
          row * film.width + box.left + box.pixels.width - 4,
        ),
      );
    const [lightest, ...rest] = lumas.toSorted((a, b) => b - a);
    const usual = rest[Math.floor(rest.length * 0.7)] ?? 0;
    expect(contrast(lightest ?? 0, usual)).toBeGreaterThan(4.5);
  }
});

/** By WCAG, of greys in a film's range. */
function contrast(light: number, dark: number): number {
  const luminance = (luma: number) => {
    const value = (luma - 16) / 219;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return (luminance(light) + 0.05) / (luminance(dark) + 0.05);
}

test("every character of every script has a glyph of its own", () => {
  for (const language of languages) {
    expect(missingGlyphs(narrations[language])).toEqual([]);
    const families = familiesFor(narrations[language]);
    const tofu = drawn("\u{10fffe}", families);
    for (const character of new Set(narrations[language].match(/[\p{L}\p{N}\p{P}\p{S}]/gu)))
      expect(drawn(character, families).equals(tofu)).toBe(false);
  }
});

function drawn(text: string, families: string): Buffer {
  const canvas = createCanvas(360, 60);
  const pen = canvas.getContext("2d");
  pen.font = `32px ${families}`;
  pen.fillText(text, 10, 42);
  return Buffer.from(canvas.data());
}

test("emoji of several characters are one sign: families, skins, flags, keys", () => {
  for (const sign of ["👩‍👩‍👧‍👦", "👍🏽", "👨🏿‍🚀", "🇫🇷", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "1️⃣", "❤️"]) {
    const pen = createCanvas(1, 1).getContext("2d");
    pen.font = `40px ${familiesFor(`a ${sign}`)}`;
    expect(pen.measureText(sign).width / 40).toBeCloseTo(1.275, 1);
  }
});

test("what no font has is said, each character once, and left out; signs that nobody sees are not missed", () => {
  expect(missingGlyphs("She said தமிழ் தமிழ் and ქართული.").join("")).toBe("தமிழ்ქართული");
  expect(missingGlyphs("a\u200d\u200e\u2067b\u00ad\ufe0f\u2060 \u00a0\n")).toEqual([]);
  expect(setCaption(["தமிழ்"], "தமிழ்", film)).toBeNull();
  const [whole, without] = [boxOf(["She said தமிழ்."]), boxOf(["She said ."])];
  expect(whole.pixels.width).toBe(without.pixels.width);
});

test("a line of Hebrew or Arabic ends on its left, though it begins with a name in Latin; one of English on its right", () => {
  const inkOf = (line: string) => inkAlong(boxOf([line]).pixels, "columns");
  // A full stop is low, and letters are high.
  const isLow = (columns: readonly number[]) => Math.max(...columns) < 9;
  for (const line of ["שלוםםםםם.", "NASA שלוםםםםם.", "مرحباااا.", "NASA مرحباااا."]) {
    const ink = inkOf(line);
    const left = ink.findIndex((height) => height > 0);
    expect(isLow(ink.slice(left, left + 4))).toBe(true);
  }
  const ink = inkOf("hello שלום.");
  const right = ink.findLastIndex((height) => height > 0);
  expect(isLow(ink.slice(right - 3, right + 1))).toBe(true);
});

test("Chinese and Japanese draw the characters that they share each in its own way", () => {
  const shared = "直骨海角";
  const [chinese, japanese] = [boxOf([shared], film, `${shared}的`), boxOf([shared], film, `${shared}の`)];
  expect(Buffer.from(chinese.pixels.data.buffer).equals(Buffer.from(japanese.pixels.data.buffer))).toBe(
    false,
  );
});

test("emoji without what browsers alone draw of them look the same", async () => {
  const signs = "👩‍👩‍👧‍👦 👍🏽 👨🏿‍🚀 🇫🇷 🏴󠁧󠁢󠁳󠁣󠁴󠁿 1️⃣ ❤️ 🌊";
  const file = fonts.find(({ isComplete }) => isComplete);
  const whole = readFileSync(file?.path ?? "");
  const lighter = await withoutDrawings(whole);
  expect(lighter.length).toBeLessThan(whole.length / 2);
  expect(GlobalFonts.register(whole, "Whole")).toBeTruthy();
  expect(GlobalFonts.register(lighter, "Lighter")).toBeTruthy();
  expect(drawn(signs, "Lighter").equals(drawn(signs, "Whole"))).toBe(true);
  expect(drawn(signs, "Lighter").equals(drawn(signs, '"Caption Latin"'))).toBe(false);
});

test("emoji are complete as far as Unicode calls a character one", () => {
  const file = fonts.find(({ isComplete }) => isComplete);
  const has = coverageOf(readFileSync(file?.path ?? ""));
  const missing = [];
  for (let codePoint = 0; codePoint < 0x20000; codePoint += 1)
    if (file?.worth.test(String.fromCodePoint(codePoint)) && !has(codePoint))
      missing.push(codePoint.toString(16));
  expect(missing).toEqual([]);
});

test("every font file is there, and all of them together are small enough to be carried along", () => {
  const bytes = fontFiles.reduce((sum, file) => sum + statSync(file).size, 0);
  expect(bytes).toBeLessThan(9_500_000);
});

test("fonts are loaded when a text needs them: a text in Latin loads one, one in Chinese no Japanese and no Korean", () => {
  const loaded = (text: string) =>
    execFileSync(process.execPath, ["--import", "tsx", "tests/support/loaded-fonts.ts", text], {
      encoding: "utf8",
    })
      .trim()
      .split("\n");
  expect(loaded("The sea was calm.")).toEqual(["Caption Latin"]);
  expect(loaded("江南的雨，下了3天🌊。")).toEqual(["Caption Chinese", "Caption Emoji", "Caption Latin"]);
});
