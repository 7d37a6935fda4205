import type { KindFace } from "@/components/kinds/kind-face";
import { TaggingResult } from "./result";
import { TaggingSheet } from "./sheet";

/** Image tags: one small frame an image, its tags appearing under it. */
export const imageTagsFace: KindFace = { Result: TaggingResult, Sheet: TaggingSheet };
