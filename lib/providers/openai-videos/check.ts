import type { Observation } from "@/lib/jobs/outcome";
import { askEach } from "../ask-each";
import { asError, badResponse } from "../provider-error";
import { getVideo, listVideos } from "./client";
import { config } from "./config";
import { seemsToHaveNoList } from "./no-list";
import { observeVideo } from "./observe";
import type { Video } from "./wire";

type Answers = Map<string, Observation | Error>;

/** Up to so many videos are asked about one by one; more are looked up in the project's list. */
const fewVideos = 2;

/**
 * Asks about videos through list calls, 100 a page, where there are several. What the list does not show is asked
 * for by itself, so that "missing" is always the provider's own 404. Stops asking when `isTimeLeft` says no.
 */
export async function check(refs: readonly string[], isTimeLeft: () => boolean): Promise<Answers> {
  const answers: Answers = new Map();
  await walk(refs, answers, isTimeLeft);
  const left = refs.filter((ref) => !answers.has(ref));
  const asked = await askEach(left, isTimeLeft, async (ref) => {
    const seen = read(await getVideo(ref));
    if (seen instanceof Error) throw seen;
    return seen;
  });
  return new Map([...answers, ...asked]);
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
      const ours = page.videos.filter((video) => wanted.delete(video.id));
      for (const video of ours) answers.set(video.id, read(video));
      if (ours.length === 0 || page.next === null) return;
      after = page.next;
    }
  } catch (error) {
    if (seemsToHaveNoList(error)) return;
    for (const ref of wanted) answers.set(ref, asError(error));
  }
}

function read(video: Video): Observation | Error {
  return observeVideo(video) ?? badResponse(config.label);
}
