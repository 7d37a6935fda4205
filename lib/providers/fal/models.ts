import type { VideoModel } from "../provider";
import { config } from "./config";
import { familyOf } from "./video-families";

/** The models of `FAL_VIDEO_MODELS`; none without a key. */
export function videoModels(): VideoModel[] {
  const { FAL_KEY: key, FAL_VIDEO_MODELS: ids } = config.variables();
  if (!key) return [];
  return ids.map((id) => {
    const { seconds, sizes } = familyOf(id);
    return { id, seconds, sizes };
  });
}
