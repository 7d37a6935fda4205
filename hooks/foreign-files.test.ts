import { expect, test } from "vitest";
import { foreignAdvice } from "./foreign-files";
import { fileRefusal } from "./upload-rules";

const box = (words: string) => `\0\0\0\x18${words}`;

test.each([
  [box("ftypheic\0\0\0\0mif1heic"), /is a HEIC picture\. Choose JPEG in the camera's settings/],
  [box("ftypmif1\0\0\0\0mif1heic"), /HEIC/],
  [box("ftyphevc\0\0\0\0"), /HEIC/],
  [box("ftypavif\0\0\0\0"), /AVIF/],
  [box("ftypmif1\0\0\0\0mif1avifmiaf"), /AVIF/],
  [box("ftypcrx \0\0\0\x01crx isom"), /raw picture/],
  [box("ftypisom\0\0\x02\0isomiso2avc1mp41"), /is a video/],
  [box("ftypqt  \0\0\0\0"), /is a video/],
  ["\0\0\0\x08wide\0\0\0\0mdat", /is a video/],
  ["\x1aE\xdf\xa3\x01\0\0\0", /is a video/],
  ["RIFF\x10\0\0\0AVI LIST", /is a video/],
  ["GIF89a\x01\0\x01\0", /GIF/],
  ["II*\0\x08\0\0\0", /TIFF/],
  ["MM\0*\0\0\0\x08", /TIFF/],
  ["%PDF-1.7\n", /PDF/],
  ["8BPS\0\x01", /Photoshop/],
  ["BM\x36\0\x0c\0\0\0\0\0\x36", /BMP/],
  ["\0\0\0\x0cJXL \r\n\x87\n", /JPEG XL/],
  ["\0\0\0\x0cjP  \r\n\x87\n", /JPEG 2000/],
  [`<svg xmlns="http://www.w3.org/2000/svg">`, /SVG/],
  [`\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a drawing -->\n<svg\nwidth="3">`, /SVG/],
])("a file that begins like %j is told what it is and what to do", (begins, words) => {
  const advice = foreignAdvice(Buffer.from(begins, "latin1"));
  expect(advice).toMatch(words);
  expect(advice).toMatch(/\. \S.*\.$/);
});

test.each([
  "The wide world",
  "dear diary",
  "BM is how this letter begins",
  "<html><body>",
  "ID3 la la la",
  box("ftypM4A \0\0"),
  "RIFF\x10\0\0\0WAVEfmt ",
])("a file that begins like %j is only not a picture", (begins) => {
  expect(foreignAdvice(Buffer.from(begins, "latin1"))).toBe("is not a JPEG, PNG or WebP picture.");
});

test("a large file that is no picture is refused for that alone", () => {
  const refusal = fileRefusal({ name: "junk.jpg", size: 11 * 1024 * 1024 }, Buffer.alloc(1024, 65));
  expect(refusal).toBe("junk.jpg is not a JPEG, PNG or WebP picture.");
});
