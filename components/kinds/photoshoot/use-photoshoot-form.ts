"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { missingLines } from "@/components/jobs/missing-lines";
import { keptPaths } from "@/hooks/kept-uploads";
import { useDraft } from "@/hooks/use-draft";
import { useStartJob } from "@/hooks/use-start-job";
import { useUploads } from "@/hooks/use-uploads";
import type { JobView } from "@/lib/jobs/job-view";
import type { KeptWork } from "@/lib/jobs/offer";
import { problemsIn, whatIsAwaited } from "./check-form";
import { modelLike, mostPictures, newModel, uploadsOf } from "./input";

const empty = {
  title: "",
  subject: "woman",
  style: "studio",
  images: "",
  model: newModel,
  priority: "normal",
};

/** What an earlier job was asked for, its pictures included; its model, where that is kept, needs none of them. */
function fieldsLike(like: JobView, kept: readonly KeptWork[]): typeof empty {
  const { input, priority } = like;
  const word = (name: "title" | "subject" | "style") => {
    const value = input[name];
    return typeof value === "string" ? value : empty[name];
  };
  return {
    title: word("title"),
    subject: word("subject"),
    style: word("style"),
    images: keptPaths(uploadsOf({ input })),
    model: modelLike(like, kept),
    priority,
  };
}

/** All that the form does. What was entered stays, whatever goes wrong, and through a reload too: pictures once they have arrived. */
export function usePhotoshootForm(refusal: string | null, kept: readonly KeptWork[], like: JobView | null) {
  const router = useRouter();
  const initial = like ? fieldsLike(like, kept) : empty;
  const draft = `photoshoot ${like ? `${like.id} ${initial.style}` : ""}`;
  const { fields, set, clear } = useDraft(draft, initial);
  // A draft may name one that is kept no longer.
  const model = kept.find(({ jobId }) => jobId === fields.model) ?? null;
  const uploads = useUploads(mostPictures, { kept: fields.images, keep: (images) => set({ images }) });
  const [tried, setTried] = useState(false);
  const { state, problem, start } = useStartJob("photoshoot", draft);

  const awaited = model === null ? uploads : null;
  const problems = problemsIn(fields, awaited);
  const missing = missingLines(problems.title, problems.pictures ?? whatIsAwaited(awaited));

  async function submit(): Promise<boolean> {
    setTried(true);
    if (missing !== null || refusal !== null) return false;
    const { style, priority } = fields;
    const source =
      model === null
        ? { subject: fields.subject, images: uploads.items.flatMap((upload) => upload.path ?? []) }
        : { subject: model.about, model: model.jobId };
    const job = await start({ title: fields.title.trim(), style, ...source }, priority);
    if (job) {
      clear();
      router.push(`/jobs/${job.id}`);
    }
    return true;
  }

  return {
    fields,
    set,
    model,
    uploads,
    problems: tried
      ? { ...problems, pictures: problems.pictures ?? whatIsAwaited(awaited) }
      : { title: null, pictures: null },
    missing,
    problem,
    state,
    submit,
  };
}
