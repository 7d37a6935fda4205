import { expect, test } from "vitest";
import type { AssetView } from "@/lib/jobs/asset-view";
import { commonTags, tagsWith } from "./tag-edit";

const asset = (id: string, tags: string[]) => ({ id, tags }) as AssetView;
const some = [asset("a", ["sea", "sand"]), asset("b", ["sea"]), asset("c", [])];

test("what is typed becomes tags as the library keeps them, each once", () => {
  expect(tagsWith(["sea"], " Sand,, SEA , long  evening ").tags).toEqual(["sea", "sand", "long evening"]);
  expect(tagsWith(["sea"], "  ").tags).toEqual(["sea"]);
  expect(tagsWith([], "x".repeat(41))).toEqual({ tags: null, problem: "A tag has 1 to 40 characters." });
});

test("tags are offered by how many images have them", () => {
  expect(commonTags(some)).toEqual([
    ["sea", 2],
    ["sand", 1],
  ]);
});
