"use client";
import { useRef } from "react";
import { offerAgain, whyRefused } from "@/components/jobs/offers";
import { StartForm } from "@/components/jobs/start-form";
import { StartRow } from "@/components/jobs/start-row";
import type { FormProps } from "@/components/kinds/kind-face";
import { withStyleBefore } from "@/components/kinds/style-before";
import { StyleSample } from "@/components/samples/style-sample";
import { ChoiceCards } from "@/components/ui/choice-cards";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { longestTitle, newModel, photoStyles, subjects } from "./input";
import { ModelChoice } from "./model-choice";
import { Pictures } from "./pictures";
import { usePhotoshootForm } from "./use-photoshoot-form";

const styles = photoStyles.map((style) => ({ ...style, picture: <StyleSample style={style.value} /> }));

export function PhotoshootForm({ offers, kept, like }: FormProps) {
  const refusal = whyRefused(offers);
  const form = usePhotoshootForm(refusal, kept, like);
  const title = useRef<HTMLInputElement>(null);
  const pictures = useRef<HTMLButtonElement>(null);

  async function onSubmit() {
    const sent = await form.submit();
    if (!sent && form.missing !== null)
      (form.problems.title !== null || form.fields.title.trim() === "" || form.model !== null
        ? title
        : pictures
      ).current?.focus();
  }

  return (
    <StartForm
      onSubmit={onSubmit}
      first={title}
      end={
        <StartRow
          label="Start the photoshoot"
          state={form.state}
          missing={form.missing}
          offers={form.model === null ? offers : offers.map(offerAgain)}
          problem={form.problem}
          ready="Ready. Once it has started you can close the page."
          priority={form.fields.priority}
          onPriority={(priority) => form.set({ priority })}
        />
      }
    >
      <Field id="title" label="Title" problem={form.problems.title} hint="Only you see it.">
        <Input
          id="title"
          ref={title}
          value={form.fields.title}
          maxLength={longestTitle + 20}
          placeholder="Autumn portraits"
          autoComplete="off"
          aria-invalid={form.problems.title !== null}
          aria-describedby="title-note"
          onChange={(event) => form.set({ title: event.target.value })}
        />
      </Field>
      {kept.length > 0 && (
        <ModelChoice
          kept={kept}
          value={form.model?.jobId ?? newModel}
          onChange={(model) => form.set({ model })}
        />
      )}
      {form.model === null && (
        <>
          <Pictures uploads={form.uploads} problem={form.problems.pictures} focus={pictures} />
          <div className="grid gap-2">
            <h2 className="text-sm font-medium">Who is in the pictures</h2>
            <ChoiceCards
              label="Who is in the pictures"
              choices={subjects}
              value={form.fields.subject}
              onChange={(subject) => form.set({ subject })}
              className="grid-cols-2 sm:grid-cols-3"
            />
          </div>
        </>
      )}
      <div className="grid gap-2">
        <h2 className="text-sm font-medium">Style</h2>
        <ChoiceCards
          label="Style"
          choices={withStyleBefore(styles, like)}
          value={form.fields.style}
          onChange={(style) => form.set({ style })}
          look="picture"
          className="grid-cols-2 sm:grid-cols-4"
        />
        <p className="text-sm text-soft">The samples were made by the simulated provider.</p>
      </div>
    </StartForm>
  );
}
