import { expect, test } from "vitest";
import type { JobAsset } from "@/hooks/use-job-assets";
import { byReason, leadOf } from "./by-reason";

const asset = (assetId: string, state: JobAsset["state"], reason: string | null = null): JobAsset => ({
  assetId,
  state,
  reason,
  tags: [],
  caption: null,
  name: `${assetId}.jpg`,
});

test("each reason is told once, the commonest first, and none of what was tagged or still waits", () => {
  const groups = byReason([
    asset("1", "tagged"),
    asset("2", "failed", "It was refused."),
    asset("3", "failed", "It could not be read."),
    asset("4", "failed", "It could not be read."),
    asset("5", "sent", "It could not be read."),
    asset("6", "waiting"),
  ]);
  expect(groups.map(({ reason, assets }) => [reason, assets.map(({ assetId }) => assetId)])).toEqual([
    ["It could not be read.", ["3", "4"]],
    ["It was refused.", ["2"]],
  ]);
});

test("what failed and what was left are apart, and neither is without words", () => {
  expect(byReason([asset("1", "failed"), asset("2", "left"), asset("3", "left")])).toMatchObject([
    { state: "left", reason: "The batch ended before it came to them." },
    { state: "failed", reason: "No reason was given." },
  ]);
});

test("a reason tells how many images it is about, or of how many of them that is known so far", () => {
  const failed = {
    state: "failed",
    reason: "",
    assets: [asset("1", "failed"), asset("2", "failed")],
  } as const;
  const group = { ...failed, assets: [...failed.assets] };
  expect(leadOf(group, { loaded: 2, all: 2 })).toBe("2 images failed.");
  expect(leadOf(group, { loaded: 2, all: 5_000 })).toBe("The first 2 of 5,000 images that failed.");
  expect(leadOf({ ...group, state: "left" }, { loaded: 1_100, all: 5_000 })).toBe(
    "2 of the first 1,100 of 5,000 images that were left.",
  );
});
