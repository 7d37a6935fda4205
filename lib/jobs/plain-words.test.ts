import { expect, test } from "vitest";
import { z } from "zod";
import { inPlainWords } from "./plain-words";

const schema = z.strictObject({
  title: z.string().max(9),
  limit: z.coerce.number().int().min(1).max(100).optional(),
  subject: z.enum(["cat", "dog"]).optional(),
  images: z.array(z.string()).min(2).max(3, "Three will do.").optional(),
});

test.each([
  [null, "Give an object."],
  [[], "Give an object."],
  [{}, "This is needed."],
  [{ title: 3 }, "Give text."],
  [{ title: "a".repeat(10) }, "Give text of at most 9 characters."],
  [{ title: "a", limit: 0 }, "Give a number of at least 1."],
  [{ title: "a", limit: 101 }, "Give a number of at most 100."],
  [{ title: "a", limit: 1.5 }, "Give a whole number."],
  [{ title: "a", limit: "x" }, "Give a number."],
  [{ title: "a", subject: "cow" }, "Give one of cat, dog."],
  [{ title: "a", images: "x" }, "Give a list."],
  [{ title: "a", images: ["x"] }, "Give a list of at least 2."],
  [{ title: "a", images: ["x", "x", "x", "x"] }, "Three will do."],
  [{ title: "a", colour: 1 }, "There is no “colour” here."],
])("what is wrong with %o is said for a person, and a schema's own words come first", (value, words) => {
  expect(schema.safeParse(value, { error: inPlainWords }).error?.issues[0]?.message).toBe(words);
});
