import { expect, test } from "vitest";
import { FaultSyntaxError, parseFaults } from "./parse-faults";

const places = new Set(["create-tune"]);

test("every part of the grammar is understood", () => {
  const plan = parseFaults(
    "lost-webhook:0.5, 500@create-tune*3:0.25,seed=7,retry-after=20,slow-ms=5",
    places,
  );
  expect(plan).toEqual({
    rules: [
      { name: "lost-webhook", where: null, probability: 0.5, limit: Infinity },
      { name: "500", where: "create-tune", probability: 0.25, limit: 3 },
    ],
    seed: 7,
    retryAfterSeconds: 20,
    slowMs: 5,
  });
  expect(parseFaults("", places)).toEqual({ rules: [] });
});

test("what means nothing is refused with a reason", () => {
  expect(() => parseFaults("lost-webhok", places)).toThrow(/Unknown fault "lost-webhok".*lost-webhook/);
  expect(() => parseFaults("500@nowhere", places)).toThrow(/Unknown place "nowhere"/);
});

test.each(["429:2", "429:", "429*1.5", "429:x", "seed=x", "colour=3", ":1", "@create-tune"])(
  "%s is refused",
  (text) => {
    expect(() => parseFaults(text, places)).toThrow(FaultSyntaxError);
  },
);
