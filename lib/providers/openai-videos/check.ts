import type { Observation } from "@/lib/jobs/outcome";
import { checkListed } from "../openai-shared/check-listed";
import { walksThrough } from "../openai-shared/list-walk";
import { badResponse } from "../provider-error";
import { getVideo, listVideos } from "./client";
import { config } from "./config";
import { hasFilm } from "./film";
import { endOf, finished, observeVideo } from "./observe";

const walkOf = walksThrough(listVideos);

/** Asks about videos, many at once through the project's list. Stops asking when `isTimeLeft` says no. */
export async function check(
  refs: readonly string[],
  isTimeLeft: () => boolean,
  run = {},
): Promise<Map<string, Observation | Error>> {
  const { label } = config;
  return checkListed(refs, isTimeLeft, { label, walk: walkOf(run), observe: observeVideo, look });
}

/**
 * Asks about one video; where its answer does not tell whether it is done, the film does: a link alone may have been
 * made known ahead of it, or lead to a page. Where there is none, an error in the answer is its end.
 */
async function look(ref: string): Promise<Observation> {
  const video = await getVideo(ref);
  const seen = observeVideo(ref, video);
  if (seen) return seen;
  if (await hasFilm(ref, video.links)) return finished(ref, video);
  if (video.failure) return { state: "failed", error: endOf(video) };
  if (!video.hasWord && video.progress === null && video.ids.length === 0) throw badResponse(config.label);
  return { state: "running", progress: video.progress, expectedAt: null };
}
