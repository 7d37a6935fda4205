import { expect, test } from "vitest";
import { assetName } from "./asset-name";

test.each([
  ["beach.jpg", "beach.jpg"],
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\me\\Summer 2026\\beach.jpg", "beach.jpg"],
  ["a\0b\r\nset-cookie: x.jpg", "a b set-cookie: x.jpg"],
  // What shows as "photogpj.exe" is what it is.
  ["photo\u202eexe.jpg", "photo exe.jpg"],
  ["  été 🌊.png ", "été 🌊.png"],
  ["e\u0301.png", "é.png"],
  ["a\ud800.png", "a\ufffd.png"],
  ["", "image"],
  ["folder/", "image"],
  ["..", "image"],
  ["\u0007", "image"],
])("%j is called %j", (given, name) => {
  expect(assetName(given)).toBe(name);
});

test("of a long name the beginning and the ending stay, 255 characters in all", () => {
  const name = assetName(`${"🌊".repeat(300)}.jpeg`);
  expect(Array.from(name)).toHaveLength(255);
  expect(name).toMatch(/^🌊+…🌊+\.jpeg$/u);
  expect(assetName("x".repeat(255))).toBe("x".repeat(255));
});
