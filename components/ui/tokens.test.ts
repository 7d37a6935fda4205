import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const sheet = readFileSync("app/globals.css", "utf8");

/** A token's colour by light and by dark, as the style sheet has it. */
function token(name: string): [light: string, dark: string] {
  const match = new RegExp(String.raw`--${name}: light-dark\((#\w{6}), (#\w{6})\);`).exec(sheet);
  return [match?.[1] ?? "", match?.[2] ?? ""];
}

/** How bright a colour is, from 0 to 1 (WCAG 2.2, relative luminance). */
function brightness(colour: string): number {
  const [red = NaN, green = NaN, blue = NaN] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string): number {
  const [bright = NaN, dark = NaN] = [brightness(one), brightness(other)].toSorted((a, b) => b - a);
  return (bright + 0.05) / (dark + 0.05);
}

const grounds = ["bg", "glow", "tray", "raised"];

test.each([
  ["the edge of a field", "rim", grounds, 3],
  ["what is written", "ink", grounds, 7],
  ["what is written in soft ink, also in an empty field", "soft", grounds, 4.5],
  ["what is written on the one primary action", "on-safelight", ["safelight", "safelight-near"], 4.5],
  ["what is written on what cannot be undone", "bg", ["fail", "fail-ink"], 4.5],
])("%s is seen on every ground it has, by both lights", (_what, name, on, least) => {
  const unseen = on.filter((ground) =>
    [0, 1].some((light) => !(ratio(token(name)[light] ?? "", token(ground)[light] ?? "") >= least)),
  );
  expect(unseen).toEqual([]);
});
