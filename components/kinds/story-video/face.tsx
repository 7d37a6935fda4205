import type { KindFace } from "@/components/kinds/kind-face";
import { StoryRemedy } from "./remedy";
import { StoryResult } from "./result";
import { StoryRoom } from "./room";
import { StorySheet } from "./sheet";

/** A story: one frame a scene, then the film with its storyboard beside it. */
export const storyVideoFace: KindFace = {
  Result: StoryResult,
  Sheet: StorySheet,
  Remedy: StoryRemedy,
  Room: StoryRoom,
  isWide: true,
};
