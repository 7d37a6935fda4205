"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { whyRefused } from "@/components/jobs/offers";
import type { FormProps } from "@/components/kinds/kind-face";
import { storyAsked } from "@/hooks/story-details";
import { useDraft } from "@/hooks/use-draft";
import { useStartJob } from "@/hooks/use-start-job";
import { storyVoices } from "@/lib/jobs/story";
import { longestStory, longestStyle } from "./length";

const empty = {
  story: "",
  scenes: "",
  voice: storyVoices[0] as string,
  shape: "landscape",
  style: "",
  captions: "on",
  priority: "normal",
};
export type StoryFields = typeof empty;

function fieldsLike(like: FormProps["like"]): StoryFields {
  if (!like) return empty;
  const asked = storyAsked(like);
  return { ...asked, voice: asked.voice || empty.voice, priority: like.priority };
}

/** All that the form does. What was entered stays, also through a reload; once sent, the story's own page is next. */
export function useStoryForm({ offers, like }: FormProps) {
  const router = useRouter();
  const draft = `story_video ${like?.id ?? ""}`;
  const { fields, set, clear } = useDraft(draft, fieldsLike(like));
  const { state, problem, start } = useStartJob("story_video", draft);
  const [tried, setTried] = useState(false);

  // All of them are needed: where one cannot be had, the others are of no use.
  const refused = offers.filter(({ refusal }) => refusal !== null);
  const needed = refused.length > 0 ? refused : offers;
  const refusal = whyRefused(needed);
  const story = fields.story.trim();
  const style = fields.style.trim();
  const scenes = fields.scenes === "" ? null : Number(fields.scenes);
  const storyProblem = story === "" ? "Write or paste a story." : tooLong("The story", story, longestStory);
  const styleProblem = tooLong("The look", style, longestStyle);

  async function submit(): Promise<void> {
    setTried(true);
    if (storyProblem !== null || styleProblem !== null || refusal !== null) return;
    const input = {
      story,
      voice: fields.voice,
      shape: fields.shape,
      ...(scenes === null ? {} : { scenes }),
      ...(style === "" ? {} : { style }),
      ...(fields.captions === "on" ? {} : { captions: false }),
    };
    const job = await start(input, fields.priority);
    if (!job) return;
    clear();
    router.push(`/video/${job.id}`);
  }

  return {
    fields,
    set,
    needed,
    scenes,
    storyProblem,
    styleProblem,
    // One that is too long is told while it is written; that there is none yet, once it was sent.
    shownProblem: tried || story !== "" ? storyProblem : null,
    problem,
    state,
    submit,
  };
}

function tooLong(what: string, text: string, most: number): string | null {
  if (text.length <= most) return null;
  return `${what} is ${text.length.toLocaleString("en")} characters long. It can have up to ${most.toLocaleString("en")}.`;
}
