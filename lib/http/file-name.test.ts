import { expect, test } from "vitest";
import { fileNameParameters } from "./file-name";

test("a plain name stays as it is", () => {
  expect(fileNameParameters("beach (1).jpg")).toBe('filename="beach (1).jpg"');
});

test.each([
  ["été.jpg", "_t_.jpg", "%C3%A9t%C3%A9.jpg"],
  ['a"; b\\.jpg', "a_; b_.jpg", "a%22%3B%20b%5C.jpg"],
  ["it’s (new)*'.jpg", "it_s (new)*'.jpg", "it%E2%80%99s%20%28new%29%2A%27.jpg"],
  ["🌊\ud800", "___", "%F0%9F%8C%8A%EF%BF%BD"],
])("%j can be read by all, and by who can read more", (name, plain, encoded) => {
  const parameters = fileNameParameters(name);
  expect(parameters).toBe(`filename="${plain}"; filename*=UTF-8''${encoded}`);
  expect(() => new Headers({ "content-disposition": parameters })).not.toThrow();
});
