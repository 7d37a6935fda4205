import type { Observation } from "@/lib/jobs/outcome";
import { askEach } from "../ask-each";
import { asError, badResponse } from "../provider-error";
import { getVideo, listVideos } from "./client";
import { config } from "./config";
import { hasFilm } from "./film";
import { seemsToHaveNoList } from "./no-list";
import { endOf, finished, observeVideo } from "./observe";

type Answers = Map<string, Observation | Error>;

/** Up to so many videos are asked about one by one; more are looked up in the project's list. */
const fewVideos = 2;

/**
 * Asks about videos through list calls, 100 a page, where there are several. What the list does not show, or tell, is asked
 * for by itself, so that "missing" is always the provider's own 404. Stops asking when `isTimeLeft` says no.
 */
export async function check(refs: readonly string[], isTimeLeft: () => boolean): Promise<Answers> {
  const answers: Answers = new Map();
  await walk(refs, answers, isTimeLeft);
  const left = refs.filter((ref) => !answers.has(ref));
  return new Map([...answers, ...(await askEach(left, isTimeLeft, look))]);
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

/**
 * Pages down from the newest, as long as pages show some of ours and more than a few are left. A failed page
 * stands for all that it and the rest would have shown, so that a place in trouble is not asked again and again; a
 * place that evidently has no list is asked one by one.
 */
async function walk(refs: readonly string[], answers: Answers, isTimeLeft: () => boolean): Promise<void> {
  const wanted = new Set(refs);
  let after: string | null = null;
  try {
    while (wanted.size > fewVideos && isTimeLeft()) {
      const page = await listVideos(after);
      let isOursThere = false;
      for (const video of page.videos) {
        const ref = video.ids.find((id) => wanted.delete(id));
        if (ref === undefined) continue;
        isOursThere = true;
        const seen = observeVideo(ref, video);
        if (seen) answers.set(ref, seen);
      }
      if (!isOursThere || page.next === null) return;
      after = page.next;
    }
  } catch (error) {
    if (seemsToHaveNoList(error)) return;
    for (const ref of wanted) answers.set(ref, asError(error));
  }
}
