"use client";
import { useState } from "react";
import { missingLines } from "@/components/jobs/missing-lines";
import { chosenOffer, whyRefused } from "@/components/jobs/offers";
import type { FormProps } from "@/components/kinds/kind-face";
import { useDraft } from "@/hooks/use-draft";
import { useOnePicture } from "@/hooks/use-one-picture";
import { useStartJob } from "@/hooks/use-start-job";
import type { JobView } from "@/lib/jobs/job-view";
import { longestDescription, videoOf } from "./input";

const empty = { prompt: "", model: "", seconds: "", size: "", image: "", priority: "normal" };

function fieldsLike(like: JobView | null): typeof empty {
  if (!like) return empty;
  const { prompt, model, seconds, size, image } = videoOf(like);
  return {
    prompt,
    model: like.model ?? model,
    seconds: String(seconds ?? ""),
    size: size ?? "",
    image: image ?? "",
    priority: like.priority,
  };
}

/** All that the form does. What was entered stays through a reload. What was sent goes, so that pressing again starts nothing. */
export function useVideoForm({ offers, like }: FormProps) {
  const [first, setFirst] = useState(() => fieldsLike(like));
  const draft = `sora ${like?.id ?? ""}`;
  const { fields, set, clear } = useDraft(draft, first);
  const picture = useOnePicture(fields.image, (image) => set({ image }));
  const { state, problem, start, reopen } = useStartJob("sora", draft);
  const [tried, setTried] = useState(false);

  const refusal = whyRefused(offers);
  const offer = chosenOffer(offers, fields.model);
  // A length or a size that the chosen model does not offer gives way to its default.
  const seconds = offer?.seconds.find((each) => String(each) === fields.seconds) ?? offer?.seconds[0];
  const size = offer?.sizes.find((each) => each === fields.size) ?? offer?.sizes[0];
  const prompt = fields.prompt.trim();
  const promptProblem = descriptionProblem(prompt);
  const missing = missingLines(promptProblem, picture.missing);

  async function submit(): Promise<JobView | null> {
    setTried(true);
    if (missing !== null || refusal !== null) return null;
    const input = {
      prompt,
      ...(offer?.model ? { model: offer.model } : {}),
      ...(seconds === undefined ? {} : { seconds }),
      ...(size === undefined ? {} : { size }),
      ...(fields.image === "" ? {} : { image: fields.image }),
    };
    const job = await start(input, fields.priority);
    if (job) {
      setTried(false);
      setFirst({ ...fields, prompt: "", image: "" });
      clear();
      reopen();
    }
    return job;
  }

  return {
    fields,
    set,
    picture,
    offer,
    seconds,
    size,
    missing,
    promptProblem: tried ? promptProblem : null,
    pictureProblem: tried ? picture.missing : null,
    problem,
    state,
    submit,
  };
}

function descriptionProblem(prompt: string): string | null {
  if (prompt === "") return "Describe what should happen in the video.";
  if (prompt.length <= longestDescription) return null;
  return `The description is ${prompt.length.toLocaleString("en")} characters long. It can have up to ${longestDescription.toLocaleString("en")}.`;
}
