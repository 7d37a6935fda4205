import { afterEach, expect, test } from "vitest";
import { isLive, setLivePhase } from "./phase";

afterEach(() => setLivePhase("catching_up"));

test.each([
  ["live", true],
  ["told", false],
  ["catching_up", false],
  ["polling", false],
  ["signed_out", false],
] as const)("a page that is %s may leave its jobs to others: %s", (phase, may) => {
  setLivePhase(phase);
  expect(isLive()).toBe(may);
});
