import { expect, test } from "vitest";
import { fitted } from "./telegram-words";

const link = "https://darkroom.test/jobs/0b5ff3a0-2a7e-4f4e-9f63-0d8d4a6d6a4e";
/** Each is two of JavaScript's characters, so that a cut may fall into the middle of one. */
const foxes = (count: number): string => "🦊".repeat(count);

test.each([
  [foxes(2_000), foxes(2_000)],
  [`x${foxes(2_000)}`, "8 pictures"],
  ["Done: Beach", foxes(2_000)],
  ["Done: Beach", `x${foxes(2_000)}`],
])("news always fit and end in their whole link, however long they are", (headline, body) => {
  for (const most of [1_024, 1_025, 4_096]) {
    const told = fitted({ headline, body, link }, most);
    expect(told.length).toBeLessThanOrEqual(most);
    expect(told.endsWith(`\n${link}`)).toBe(true);
    expect(told.isWellFormed()).toBe(true);
  }
});

test("news that fit are told as they are", () => {
  const told = fitted({ headline: "Done: Beach", body: "8 pictures", link }, 1_024);
  expect(told).toBe(`Done: Beach\n8 pictures\n\n${link}`);
  expect(fitted({ headline: "Canceled: Beach", body: "", link }, 1_024)).toBe(`Canceled: Beach\n\n${link}`);
});
