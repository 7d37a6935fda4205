"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { keptPaths } from "@/hooks/kept-uploads";
import { useDraft } from "@/hooks/use-draft";
import { useStartJob } from "@/hooks/use-start-job";
import { useUploads } from "@/hooks/use-uploads";
import type { JobView } from "@/lib/jobs/job-view";
import { problemsIn, whatIsMissing } from "./check-form";
import { mostPictures, uploadsOf } from "./input";

const empty = { title: "", subject: "woman", style: "studio", images: "", priority: "normal" };

/** What an earlier job was asked for, its pictures included. */
function fieldsLike({ input, priority }: JobView): typeof empty {
  const word = (name: "title" | "subject" | "style") => {
    const value = input[name];
    return typeof value === "string" ? value : empty[name];
  };
  const images = keptPaths(uploadsOf({ input }));
  return { title: word("title"), subject: word("subject"), style: word("style"), images, priority };
}

/** All that the form does. What was entered stays, whatever goes wrong, and through a reload too: pictures once they have arrived. */
export function usePhotoshootForm(refusal: string | null, like: JobView | null) {
  const router = useRouter();
  const { fields, set, clear } = useDraft(`photoshoot ${like?.id ?? ""}`, like ? fieldsLike(like) : empty);
  const uploads = useUploads(mostPictures, { kept: fields.images, keep: (images) => set({ images }) });
  const [tried, setTried] = useState(false);
  const { state, problem, start } = useStartJob("photoshoot");

  const problems = problemsIn(fields, uploads);
  const missing = whatIsMissing(problems, uploads);

  async function submit(): Promise<boolean> {
    setTried(true);
    if (missing !== null || refusal !== null) return false;
    const { priority, images: _kept, ...words } = fields;
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
