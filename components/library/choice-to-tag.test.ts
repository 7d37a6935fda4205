import { expect, test } from "vitest";
import type { AssetView } from "@/lib/jobs/asset-view";
import { choiceToTag } from "./choice-to-tag";

const asset = (id: string, autoTagStatus: AssetView["autoTagStatus"], tags: string[] = []) =>
  ({ id, tags, autoTagStatus }) as AssetView;

test("an image under way is in no new job, and one with tags, by hand or not, is told apart from one without", () => {
  const assets = [
    asset("new", null),
    asset("by hand", null, ["sea"]),
    asset("tagged", "completed", ["sand"]),
    asset("emptied by hand", "completed"),
    asset("failed", "failed"),
    asset("failed at the second time", "failed", ["sun"]),
    asset("pending", "pending"),
    asset("pending again", "pending", ["sun"]),
    asset("processing", "processing"),
  ];
  expect(choiceToTag(assets)).toEqual({
    bare: ["new", "emptied by hand", "failed"],
    tagged: ["by hand", "tagged", "failed at the second time"],
    underWay: ["pending", "pending again", "processing"],
  });
});
