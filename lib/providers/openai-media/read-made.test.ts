import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "../http";
import { answerText } from "./answer-text";
import { madeIn } from "./read-made";

const names = fc.constantFrom("data", "b64_json", "url", "audio", "images", "result", "error", "id");
const file = Buffer.alloc(400, "jpeg");
const leaves = fc.constantFrom<unknown>(
  file.toString("base64"),
  `data:image/jpeg;base64,${file.toString("base64")}`,
  "https://cdn.test/a.jpg",
  "data:image/jpeg;base64,",
  "words",
  "",
  null,
  7,
  true,
);
const { anything } = fc.letrec<{ anything: unknown }>((tie) => ({
  anything: fc.oneof(
    { maxDepth: 8 },
    leaves,
    fc.array(tie("anything"), { maxLength: 3 }),
    fc.dictionary(names, tie("anything"), { maxKeys: 3 }),
  ),
}));

test("whatever is said, a file is one that was there, and a link is one", () => {
  fc.assert(
    fc.property(anything, (said) => {
      const made = madeIn(said);
      if (made === null) return;
      const found = "bytes" in made ? made.bytes : made.links;
      expect([file, ["https://cdn.test/a.jpg"]]).toContainEqual(found);
    }),
  );
});

test("nothing is no file: an empty data: URL, words, and what is only long", () => {
  for (const said of [
    "data:audio/wav;base64,",
    "Not now.",
    "not now ".repeat(100),
    { data: [] },
    null,
    undefined,
  ])
    expect(madeIn(said)).toBeNull();
});

test("a file is told from words by its bytes, and words are read whole", () => {
  const jpeg = Buffer.from("ffd8ffe000104a4649460001", "hex");
  const sounds = ["RIFF\xff\xff\xff\xffWAVEfmt \x10\0", "fLaC\0\0\0\x22", "OggS\0\x02", "ID3\x04\0"];
  for (const bytes of [jpeg, ...sounds.map((sound) => Buffer.from(sound, "latin1"))])
    expect(answerText(bytes)).toBeNull();
  for (const text of ["", "{}", "<!doctype html>\r\n\t<p>Ärger 🙂</p>", '{"data":[]}'])
    expect(answerText(Buffer.from(text))).toBe(text);
  expect(parseJson(answerText(Buffer.from('{"a":1}')) ?? "")).toEqual({ a: 1 });
});
