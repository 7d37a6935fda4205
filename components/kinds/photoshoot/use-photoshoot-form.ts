"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toPriority } from "@/components/jobs/priorities";
import { useDraft } from "@/hooks/use-draft";
import { useStartJob } from "@/hooks/use-start-job";
import { useUploads } from "@/hooks/use-uploads";
import { check, whatIsMissing } from "./check-form";
import { most } from "./input";

const empty = { title: "", subject: "woman", style: "studio", priority: "normal" };

/** All that the form does. What was entered stays, whatever goes wrong; the words of it through a reload too. */
export function usePhotoshootForm(refusal: string | null) {
  const router = useRouter();
  const uploads = useUploads(most);
  const { fields, set, clear } = useDraft("photoshoot", empty);
  const [tried, setTried] = useState(false);
  const { state, problem, start } = useStartJob("photoshoot");

  const problems = check(fields, uploads.items);
  const missing = whatIsMissing(problems, uploads.items);

  async function submit(): Promise<boolean> {
    setTried(true);
    if (missing !== null || refusal !== null) return false;
    const { priority, ...words } = fields;
    const images = uploads.items.flatMap((upload) => upload.path ?? []);
    const job = await start({ ...words, title: words.title.trim(), images }, toPriority(priority));
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
