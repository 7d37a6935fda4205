"use client";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { videoCost } from "@/components/copy/models";
import { StartForm } from "@/components/jobs/start-form";
import { StartRow } from "@/components/jobs/start-row";
import { insisting, nothing } from "@/components/kinds/insisting";
import type { FormProps } from "@/components/kinds/kind-face";
import { OnePicture } from "@/components/upload/one-picture";
import { Field } from "@/components/ui/field";
import { capitalised } from "@/components/ui/figures";
import { Textarea } from "@/components/ui/textarea";
import type { JobView } from "@/lib/jobs/job-view";
import { ModelChoice } from "./model-choice";
import { ShapeChoice } from "./shape-choice";
import { useVideoForm } from "./use-video-form";
import { YourVideos } from "./your-videos";

// Nobody needs it before a video is under way.
const GeneratingDialog = dynamic(
  insisting(async () => (await import("./generating")).GeneratingDialog),
  { ssr: false, loading: nothing },
);

/** From a description to a video. What was started is watched in a room before the page, which may be closed. */
export function VideoForm(props: FormProps) {
  const form = useVideoForm(props);
  /** Before the first there is no room; `null` once it is closed. */
  const [watched, setWatched] = useState<JobView | null>();
  const cost = videoCost(form.offer?.prices ?? [], form.seconds);
  const prompt = useRef<HTMLTextAreaElement>(null);
  const picture = useRef<HTMLButtonElement>(null);

  async function onSubmit() {
    const job = await form.submit();
    if (job) setWatched(job);
    else if (form.missing !== null)
      (form.missing === form.picture.missing ? picture : prompt).current?.focus();
  }

  return (
    <>
      <StartForm
        onSubmit={onSubmit}
        first={prompt}
        end={
          <StartRow
            label="Make the video"
            state={form.state}
            missing={form.missing}
            offers={props.offers}
            chosen={form.offer}
            problem={form.problem}
            ready={`Ready. ${cost === null ? "" : `${capitalised(cost)}. `}Once it has started you can close the page.`}
            priority={form.fields.priority}
            onPriority={(priority) => form.set({ priority })}
          />
        }
      >
        <Field
          id="prompt"
          label="What happens in the video"
          problem={form.promptProblem}
          hint="Say who or what is seen, where, in which light, and how the camera moves."
        >
          <Textarea
            id="prompt"
            ref={prompt}
            value={form.fields.prompt}
            placeholder="A red fox crosses a frozen lake at dawn. Low sun, long shadows; the camera glides beside it."
            aria-invalid={form.promptProblem !== null}
            aria-describedby="prompt-note"
            onChange={(event) => form.set({ prompt: event.target.value })}
          />
        </Field>
        <ModelChoice offers={props.offers} chosen={form.offer} onChange={(model) => form.set({ model })} />
        <ShapeChoice
          offer={form.offer}
          seconds={form.seconds}
          size={form.size}
          onChange={(change) => form.set(change)}
        />
        <OnePicture
          label="Reference picture"
          hint="Optional. The video starts from it. JPEG, PNG or WebP, up to 10 MB."
          picture={form.picture}
          problem={form.pictureProblem}
          focus={picture}
        />
      </StartForm>
      <YourVideos onShow={setWatched} />
      {watched !== undefined && <GeneratingDialog job={watched} onClose={() => setWatched(null)} />}
    </>
  );
}
