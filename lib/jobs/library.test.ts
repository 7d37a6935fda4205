import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { LibraryChoice } from "./library";

const ids = Array.from({ length: 50_000 }, () => randomUUID());
const said = (choice: unknown) => LibraryChoice.safeParse(choice).error?.issues[0];

test("how many images were chosen is told in its own sentence, and nothing before it", () => {
  expect(said({ assetIds: [] })).toMatchObject({ path: [], message: "Choose at least one image." });
  expect(said({ assetIds: [...ids, randomUUID()] })).toMatchObject({
    path: [],
    message: "At most 50,000 images can be tagged at once.",
  });
});

test("each image counts once, however often and in whatever letters it is named", () => {
  const [first = ""] = ids;
  expect(LibraryChoice.parse({ assetIds: [...ids, first, first.toUpperCase()] })).toEqual({ assetIds: ids });
});

test("what names no images at all is told what may be named", () => {
  for (const choice of [{}, { all: "everything" }, { assetIds: "x" }, null]) {
    expect(said(choice)?.message).toMatch(/^Name 1 to 50,000 of your images/);
  }
});
