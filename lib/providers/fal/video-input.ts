import type { VideoRequest } from "../video-request";
import { aspectRatio, familyOf, imageEndpoint, resolution } from "./video-families";

/** What a model of videos is asked with; `imageUrl` is the picture that the video starts from. */
export function videoInput(
  { model, prompt, seconds, size }: VideoRequest,
  imageUrl: string | undefined,
): object {
  const family = familyOf(model);
  return {
    prompt,
    ...(family.duration && { duration: family.duration(seconds) }),
    aspect_ratio: aspectRatio(size),
    ...(family.hasResolution && { resolution: resolution(size) }),
    ...(imageUrl !== undefined && { [family.picture]: imageUrl }),
  };
}

/** Where it is asked. */
export function videoEndpoint(model: string, imageUrl: string | undefined): string {
  return imageUrl === undefined ? model : imageEndpoint(model);
}
