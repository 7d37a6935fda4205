"use client";
import { useRef } from "react";
import { missingLines } from "@/components/jobs/missing-lines";
import { StartForm } from "@/components/jobs/start-form";
import { StartRow } from "@/components/jobs/start-row";
import type { FormProps } from "@/components/kinds/kind-face";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { FilmChoices } from "./film-choices";
import { StoryField } from "./story-field";
import { useStoryForm } from "./use-story-form";

/** From a story to its film. */
export function StoryForm(props: FormProps) {
  const form = useStoryForm(props);
  const story = useRef<HTMLTextAreaElement>(null);
  const style = useRef<HTMLInputElement>(null);

  async function onSubmit() {
    if (form.storyProblem) story.current?.focus();
    else if (form.styleProblem) style.current?.focus();
    await form.submit();
  }

  return (
    <StartForm
      onSubmit={onSubmit}
      first={story}
      end={
        <StartRow
          label="Make the film"
          state={form.state}
          missing={missingLines(form.storyProblem, form.styleProblem)}
          offers={form.needed}
          areAllNeeded
          problem={form.problem}
          ready="Ready. We write a script, make a picture and a voice for every scene, and render the film; that takes some minutes, and you can close the page."
          priority={form.fields.priority}
          onPriority={(priority) => form.set({ priority })}
        />
      }
    >
      <StoryField
        focus={story}
        value={form.fields.story}
        scenes={form.scenes}
        problem={form.shownProblem}
        onChange={(story) => form.set({ story })}
      />
      <FilmChoices fields={form.fields} onChange={form.set} />
      <Field
        id="style"
        label="How the pictures look"
        hint="Optional. The same for every scene."
        problem={form.styleProblem}
      >
        <Input
          id="style"
          ref={style}
          value={form.fields.style}
          placeholder="Watercolour, soft edges"
          aria-invalid={form.styleProblem !== null}
          aria-describedby="style-note"
          onChange={(event) => form.set({ style: event.target.value })}
        />
      </Field>
    </StartForm>
  );
}
