"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { whyRefused } from "@/components/jobs/offers";
import type { FormProps } from "@/components/kinds/kind-face";
import { useDraft } from "@/hooks/use-draft";
import { useOnePicture } from "@/hooks/use-one-picture";
import { useStartJob } from "@/hooks/use-start-job";
import { cardOf, longestWish } from "./input";

const empty = { image: "", imageName: "", style: "clean", prompt: "", priority: "normal" };

/** All that the form does. What was entered stays, also through a reload. */
export function useCardForm({ offers, like }: FormProps) {
  const router = useRouter();
  const first = like ? { ...empty, ...cardOf(like), priority: like.priority } : empty;
  const draft = `product_card ${like ? `${like.id} ${first.style}` : ""}`;
  const { fields, set, clear } = useDraft(draft, first);
  const picture = useOnePicture(fields.image, (image, imageName) => set({ image, imageName }));
  const { state, problem, start } = useStartJob("product_card", draft);
  const [tried, setTried] = useState(false);

  const refusal = whyRefused(offers);
  const prompt = fields.prompt.trim();
  const pictureProblem = picture.missing ?? (fields.image === "" ? "Add a photo of the product." : null);
  const promptProblem =
    prompt.length > longestWish
      ? `The wish is ${prompt.length.toLocaleString("en")} characters long. It can have up to ${longestWish.toLocaleString("en")}.`
      : null;

  async function submit(): Promise<void> {
    setTried(true);
    if (pictureProblem !== null || promptProblem !== null || refusal !== null) return;
    const { image, imageName, style, priority } = fields;
    const wished = { ...(prompt === "" ? {} : { prompt }), ...(imageName === "" ? {} : { imageName }) };
    const job = await start({ image, style, ...wished }, priority);
    if (!job) return;
    clear();
    router.push(`/jobs/${job.id}`);
  }

  return {
    fields,
    set,
    picture,
    pictureProblem,
    promptProblem,
    shownProblem: tried ? pictureProblem : null,
    problem,
    state,
    submit,
  };
}
