import { expect, test } from "vitest";
import { Faults } from "./faults";

const faults = (text: string) => new Faults({ seed: 1, slowMs: 30_000 }, new Set(["a", "b"]), text);
const rolls = (text: string, n: number) => {
  const dice = faults(text);
  return Array.from({ length: n }, () => dice.roll(["429"], ["a"]));
};

test("the same seed strikes the same occasions, another seed others", () => {
  expect(rolls("429:0.3,seed=7", 200)).toEqual(rolls("429:0.3,seed=7", 200));
  expect(rolls("429:0.3,seed=7", 200)).not.toEqual(rolls("429:0.3,seed=8", 200));
});

test("a probability is kept over many occasions", () => {
  const hits = rolls("429:0.3,seed=7", 10_000).filter(Boolean).length;
  expect(hits).toBeGreaterThan(2_800);
  expect(hits).toBeLessThan(3_200);
});

test("a count limits how often a fault strikes", () => {
  expect(rolls("429*3", 5)).toEqual(["429", "429", "429", null, null]);
});

test("a place limits where a fault strikes, and setting faults anew resets the counters", () => {
  const dice = faults("500@a*1");
  expect(dice.roll(["500"], ["b"])).toBeNull();
  expect(dice.roll(["500"], ["a"])).toBe("500");
  expect(dice.roll(["500"], ["a"])).toBeNull();
  dice.set("500@a*1");
  expect(dice.roll(["500"], ["a"])).toBe("500");
});

test("a bad faults string changes nothing", () => {
  const dice = faults("500");
  expect(() => dice.set("nonsense")).toThrow(/Unknown fault/);
  expect(dice.text).toBe("500");
  expect(dice.roll(["500"], [])).toBe("500");
});
