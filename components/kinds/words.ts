import { capitalised, count } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";
import { isKindName, type KindName } from "@/lib/jobs/kind-name";
import { chatWords } from "./chat/words";
import { imageTagsWords } from "./image-tags/words";
import type { KindWords } from "./kind-face";
import { photoshootWords } from "./photoshoot/words";
import { productCardWords } from "./product-card/words";
import { videoWords } from "./sora/words";
import { storyVideoWords } from "./story-video/words";

const words = {
  photoshoot: photoshootWords,
  sora: videoWords,
  product_card: productCardWords,
  chat: chatWords,
  image_tags: imageTagsWords,
  story_video: storyVideoWords,
} as const satisfies Record<KindName, KindWords>;

const plainWords: KindWords = {
  name: "Job",
  plural: "Jobs",
  line: "A job of a kind that this page does not know.",
  short: "A job of a kind not known here.",
  awaited: "the results",
  refusing: "refused it",
  piece: (_step, slot) => (slot === null ? "a piece" : `piece ${slot + 1}`),
  summary: (job) => capitalised(job.kind),
  developed: (job) => count(job.resultUrls.length, "result"),
};

/** Where a job has its page. */
export function pageOf({ kind, id }: Pick<JobView, "kind" | "id">): `/${"jobs" | "video"}/${string}` {
  return `${wordsOf(kind).page ?? "/jobs"}/${id}`;
}

/** What the page of its form is called: "New photoshoot", "Tag images". */
export function beginOf(kind: string): string {
  const { begin, name } = wordsOf(kind);
  return begin ?? `New ${name.toLowerCase()}`;
}

/** What a kind is called; plain words for one of the record that these pages do not know. */
export function wordsOf(kind: string): KindWords {
  return isKindName(kind) ? words[kind] : plainWords;
}
