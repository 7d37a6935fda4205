import { expect, test } from "vitest";
import { captionOf, dayWords } from "./picture-words";

test("a picture is called after its job and its frame, a film after its job", () => {
  const title = "Autumn portraits";
  expect(captionOf({ id: "a/picture-03.jpg", title, contentType: "image/jpeg" })).toBe(
    "Autumn portraits, picture 3",
  );
  expect(captionOf({ id: "a/card.png", title, contentType: "image/png" })).toBe("Autumn portraits, picture");
  expect(captionOf({ id: "a/video.mp4", title, contentType: "video/mp4" })).toBe("Autumn portraits, film");
});

test("days are named as somebody would say them, by their own midnight", () => {
  const now = new Date(2026, 10, 26, 0, 10);
  expect(dayWords(new Date(2026, 10, 26, 0, 1), now)).toBe("Today");
  expect(dayWords(new Date(2026, 10, 25, 23, 59), now)).toBe("Yesterday");
  expect(dayWords(new Date(2026, 10, 24, 23, 59), now)).toBe("Tuesday 24 November");
  expect(dayWords(new Date(2025, 11, 31), now)).toBe("Wednesday 31 December 2025");
});
