import { createCanvas } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { colorName } from "./color-name";
import { guessFrom, lookAt } from "./look";

/** A picture of vertical stripes, each as wide as its share. */
async function striped(width: number, height: number, stripes: Record<string, number>): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext("2d");
  let from = 0;
  for (const [color, share] of Object.entries(stripes)) {
    pen.fillStyle = color;
    pen.fillRect(from, 0, share * width, height);
    from += share * width;
  }
  return canvas.encode("jpeg", 90);
}

test.each([
  [0, 0, 0, "black"],
  [255, 255, 255, "white"],
  [128, 128, 128, "gray"],
  [200, 20, 20, "red"],
  [250, 140, 20, "orange"],
  [110, 70, 30, "brown"],
  [250, 220, 40, "yellow"],
  [30, 140, 50, "green"],
  [20, 150, 150, "turquoise"],
  [30, 60, 200, "blue"],
  [120, 40, 180, "purple"],
  [250, 170, 190, "pink"],
])("%i %i %i is called %s", (red, green, blue, name) => {
  expect(colorName(red, green, blue)).toBe(name);
});

test("a picture's tags are its colours, the commonest first, its light and its shape", async () => {
  const look = await lookAt(await striped(300, 200, { "#1e3cc8": 0.6, "#f0f0f0": 0.4 }));
  expect(look?.colors).toEqual(["blue", "white"]);
  expect(look?.tags).toEqual(expect.arrayContaining(["blue", "white", "landscape", "soft light", "cool"]));
  expect(look?.caption).toBe("A softly lit landscape picture in blue and white.");
});

test.each([
  [200, 300, "black", ["black", "dark", "portrait", "monochrome", "plain"]],
  [200, 200, "#fff7f0", ["white", "bright", "square", "monochrome", "plain"]],
])("%i by %i of %s is %o", async (width, height, color, tags) => {
  expect((await lookAt(await striped(width, height, { [color]: 1 })))?.tags).toEqual(tags);
});

test("a speck of a colour is not named", async () => {
  const look = await lookAt(await striped(320, 200, { "#1e8c32": 0.97, "#c81414": 0.03 }));
  expect(look?.colors).toEqual(["green"]);
});

test("many colours are at most five, and tags at most twelve", async () => {
  const eighth = 1 / 8;
  const colors = ["black", "white", "#c81414", "#1e8c32", "#1e3cc8", "#7828b4", "#fadc28", "#fa8c14"];
  const look = await lookAt(await striped(320, 200, Object.fromEntries(colors.map((c) => [c, eighth]))));
  expect(look?.colors).toHaveLength(5);
  expect(look?.tags.length).toBeLessThanOrEqual(12);
});

test("what is no picture is not looked at", async () => {
  expect(await lookAt(Buffer.from("not a picture"))).toBeNull();
  expect(await lookAt(Buffer.alloc(0))).toBeNull();
});

test("an address always looks the same, and addresses differ", () => {
  expect(guessFrom("https://app.test/1.jpg")).toEqual(guessFrom("https://app.test/1.jpg"));
  const captions = Array.from({ length: 50 }, (_, n) => guessFrom(`https://app.test/${n}.jpg`).caption);
  expect(new Set(captions).size).toBeGreaterThan(25);
});
