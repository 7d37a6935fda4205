import { expect, test } from "vitest";
import { mostCells, stripPath } from "./strip";

const result = (version: string) => `/api/jobs/job/artifacts/picture-01.png?v=${version}`;
const upload = "/api/uploads/user-1/5c0e-photo.jpg";

test("a strip names results by their versions and uploads by their files, in the order they are shown", () => {
  expect(stripPath("job", "portrait", [result("aaaaaaaa"), upload, result("0123cdef")])).toBe(
    "/api/jobs/job/strip?shape=portrait&of=aaaaaaaa,5c0e-photo.jpg,0123cdef",
  );
});

test("another picture in a place is another address", () => {
  const paths = [
    stripPath("job", "wide", [result("aaaaaaaa")]),
    stripPath("job", "wide", [result("aaaaaaab")]),
    stripPath("job", "portrait", [result("aaaaaaaa")]),
    stripPath("other", "wide", [result("aaaaaaaa")]),
  ];
  expect(new Set(paths).size).toBe(4);
});

test("there is none of nothing, of more than fit on a card, or of what has no version", () => {
  expect(stripPath("job", "portrait", [])).toBeNull();
  const many = Array.from({ length: mostCells + 1 }, () => result("aaaaaaaa"));
  expect(stripPath("job", "portrait", many)).toBeNull();
  expect(stripPath("job", "portrait", many.slice(1))).not.toBeNull();
  for (const unnamed of ["/api/jobs/job/artifacts/a.png", "blob:x", result("aaaa"), `${upload}/..`])
    expect(stripPath("job", "portrait", [result("aaaaaaaa"), unnamed])).toBeNull();
});
