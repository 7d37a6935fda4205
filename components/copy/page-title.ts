import { wordsOf } from "@/components/kinds/words";
import type { JobView } from "@/lib/jobs/job-view";

/** A text without a sentence that ends sooner is named as lists name it. */
const longestSentence = 300;

/** What a sentence ends with, but not an initial or "Dr.". */
const sentence = /^.{9,}?(?:[.!?…]["”’»)]*(?=\s|$)|[。！？][”’」』]*)/u;

/**
 * What the page of a job is called. A title that somebody gave is whole; of a text that stands for one, and was cut for lists, it is
 * the first sentence: all of it stands among what was asked.
 */
export function pageTitle({ kind, title, input }: Pick<JobView, "kind" | "title" | "input">): {
  words: string;
  isOfText: boolean;
} {
  const named = wordsOf(kind).pageTitle?.(title);
  if (named !== undefined) return { words: named, isOfText: false };
  const start = title.slice(0, -1);
  const lines = Object.values(input).flatMap((value) =>
    typeof value === "string" ? (value.trim().split(/\r?\n/, 1)[0]?.trim() ?? []) : [],
  );
  const line = title.endsWith("…") ? lines.find((each) => each.startsWith(start)) : undefined;
  if (line === undefined) return { words: title, isOfText: false };
  const first = sentence.exec(line)?.[0] ?? line;
  return { words: first.length <= longestSentence ? first : title, isOfText: true };
}
