import type { VideoModel } from "../provider";
import { config, videosPlace } from "./config";
import { isRetired } from "./retired";

/** What Sora takes (OpenAI's SDK, resources/videos); models we do not know are taken to be like it. */
const seconds = [4, 8, 12];
const sizes = ["720x1280", "1280x720"];
const proSizes = [...sizes, "1024x1792", "1792x1024"];

/** The models of `OPENAI_VIDEO_MODELS`; none without a key. */
export function videoModels(): VideoModel[] {
  if (!videosPlace().key) return [];
  const { OPENAI_VIDEO_MODELS: ids } = config.variables();
  const isClosed = isRetired();
  return ids.map((id) => ({ id, seconds, sizes: id.startsWith("sora-2-pro") ? proSizes : sizes, isClosed }));
}
