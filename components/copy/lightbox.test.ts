import { expect, test } from "vitest";
import { lightboxTitle, showWords, stepWords } from "./lightbox";

test("what is looked at is told with its place among the others", () => {
  expect(lightboxTitle({ number: 4 }, 3, 8)).toEqual({ name: "Picture 4 of 8", place: null });
  // One before it is spoilt.
  expect(lightboxTitle({ number: 4 }, 2, 7)).toEqual({ name: "Picture 4", place: "3 of 7" });
  const titled = { number: 12, title: "Waves at dusk, film" };
  expect(lightboxTitle(titled, 11, 1_200)).toEqual({ name: "Waves at dusk, film", place: "12 of 1,200" });
});

test("one alone has no place, and nobody says how many there are while older ones may come", () => {
  expect(lightboxTitle({ number: 1 }, 0, 1).place).toBeNull();
  expect(lightboxTitle({ number: 1 }, 0, 40, true).name).toBe("Picture 1 of more than 40");
});

test("a film is not called a picture", () => {
  expect(stepWords("Next", { film: { poster: null } })).toBe("Next film");
  expect(stepWords("Previous", {})).toBe("Previous picture");
});

test("a small picture is called after what it shows large", () => {
  expect(showWords({ number: 3 })).toBe("Show picture 3");
  expect(showWords({ number: 12, title: "Waves at dusk, film" })).toBe("Show Waves at dusk, film");
});
