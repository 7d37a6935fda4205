import { env } from "@/lib/env";
import type { VideoModel } from "../provider";
import { familyOf } from "./families";

/** The models of `FAL_VIDEO_MODELS`; none without a key, or where another provider makes the videos. */
export function videoModels(): VideoModel[] {
  const { FAL_KEY: key, FAL_VIDEO_MODELS: ids, VIDEO_PROVIDER: only } = env();
  if (!key || (only ?? "fal") !== "fal") return [];
  return ids.map((id) => {
    const { seconds, sizes } = familyOf(id);
    return { id, seconds, sizes };
  });
}
