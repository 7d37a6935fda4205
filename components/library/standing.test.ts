import { expect, test } from "vitest";
import type { AssetView } from "@/lib/jobs/asset-view";
import { standingOf } from "./standing";

const standing = (fields: Partial<AssetView>) =>
  standingOf({ name: "a.jpg", tags: [], autoTagStatus: null, autoTagError: null, ...fields } as AssetView);

test("tags are shown whatever became of a later try", () => {
  const failed = standing({ tags: ["sea"], autoTagStatus: "failed", autoTagError: "It was refused." });
  expect(failed).toEqual({ word: "Not tagged: It was refused.", text: "sea", tone: "developed" });
});

test("an image without tags says why, or its name", () => {
  expect(standing({ autoTagStatus: "failed", autoTagError: "It was refused." })).toMatchObject({
    text: "It was refused.",
    tone: "spoilt",
  });
  expect(standing({})).toEqual({ word: "No tags", text: "a.jpg", tone: "latent" });
  expect(standing({ autoTagStatus: "processing" }).tone).toBe("developing");
});
