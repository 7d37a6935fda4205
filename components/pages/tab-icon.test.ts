import { expect, test } from "vitest";
import { tabIcon } from "./tab-icon";

const drawn = (...args: Parameters<typeof tabIcon>) => decodeURIComponent(tabIcon(...args));
const filled = (percent: number) =>
  Number(/stroke-dasharray="([\d.]+)/.exec(drawn("processing", percent))?.[1]);

test("the ring fills with progress, and has a mark in it once the job is over", () => {
  expect([0, 50, 100].map(filled)).toEqual([0, 34.6, 69.1]);
  expect(drawn("processing", 99)).not.toContain("<path");
  for (const status of ["completed", "failed", "canceled"] as const) {
    expect(drawn(status, 12)).toContain("<path");
    expect(drawn(status, 12)).toContain('stroke-dasharray="69.1 ');
  }
});
