"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useDraft } from "@/hooks/use-draft";
import { useStartJob } from "@/hooks/use-start-job";
import { useUploads } from "@/hooks/use-uploads";
import type { JobView } from "@/lib/jobs/job-view";
import { problemsIn, whatIsMissing } from "./check-form";
import { mostPictures } from "./input";

const empty = { title: "", subject: "woman", style: "studio", priority: "normal" };

/** The words of an earlier job; its pictures are chosen anew. */
function wordsLike({ input, priority }: JobView): typeof empty {
  const word = (name: "title" | "subject" | "style") => {
    const value = input[name];
    return typeof value === "string" ? value : empty[name];
  };
  return { title: word("title"), subject: word("subject"), style: word("style"), priority };
}

/** All that the form does. What was entered stays, whatever goes wrong; the words of it through a reload too. */
export function usePhotoshootForm(refusal: string | null, like: JobView | null) {
  const router = useRouter();
  const uploads = useUploads(mostPictures);
  const { fields, set, clear } = useDraft(`photoshoot ${like?.id ?? ""}`, like ? wordsLike(like) : empty);
  const [tried, setTried] = useState(false);
  const { state, problem, start } = useStartJob("photoshoot");

  const problems = problemsIn(fields, uploads);
  const missing = whatIsMissing(problems, uploads);

  async function submit(): Promise<boolean> {
    setTried(true);
    if (missing !== null || refusal !== null) return false;
    const { priority, ...words } = fields;
    const images = uploads.items.flatMap((upload) => upload.path ?? []);
    const job = await start({ ...words, title: words.title.trim(), images }, priority);
    if (job) {
      clear();
      router.push(`/jobs/${job.id}`);
    }
    return true;
  }

  return {
    fields,
    set,
    uploads,
    problems: tried ? problems : { title: null, pictures: null },
    missing,
    problem,
    state,
    submit,
  };
}
