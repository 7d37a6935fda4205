"use client";
import { useRef } from "react";
import { missingLines } from "@/components/jobs/missing-lines";
import { StartForm } from "@/components/jobs/start-form";
import { StartRow } from "@/components/jobs/start-row";
import type { FormProps } from "@/components/kinds/kind-face";
import { withStyleBefore } from "@/components/kinds/style-before";
import { StyleSample } from "@/components/samples/style-sample";
import { ChoiceCards } from "@/components/ui/choice-cards";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { OnePicture } from "@/components/upload/one-picture";
import { cardStyles } from "./input";
import { useCardForm } from "./use-card-form";

const styles = cardStyles.map((style) => ({ ...style, picture: <StyleSample style={style.value} /> }));

/** From the photo of a product to its card. */
export function CardForm(props: FormProps) {
  const form = useCardForm(props);
  const picture = useRef<HTMLButtonElement>(null);
  const prompt = useRef<HTMLTextAreaElement>(null);

  async function onSubmit() {
    if (form.pictureProblem) picture.current?.focus();
    else if (form.promptProblem) prompt.current?.focus();
    await form.submit();
  }

  return (
    <StartForm
      onSubmit={onSubmit}
      end={
        <StartRow
          label="Make the card"
          state={form.state}
          missing={missingLines(form.pictureProblem, form.promptProblem)}
          offers={props.offers}
          problem={form.problem}
          ready="Ready. Once it has started you can close the page."
          priority={form.fields.priority}
          onPriority={(priority) => form.set({ priority })}
        />
      }
    >
      <OnePicture
        label="Photo of the product"
        hint="JPEG, PNG or WebP, up to 10 MB. The product whole and sharp; the background goes."
        picture={form.picture}
        problem={form.shownProblem}
        focus={picture}
      />
      <div className="grid gap-2">
        <h2 className="text-sm font-medium">Style</h2>
        <ChoiceCards
          label="Style"
          choices={withStyleBefore(styles, props.like)}
          value={form.fields.style}
          onChange={(style) => form.set({ style })}
          look="picture"
          className="grid-cols-2 sm:grid-cols-4"
        />
        <p className="text-sm text-soft">The samples were made by the simulated provider.</p>
      </div>
      <Field
        id="prompt"
        label="What else should be seen"
        problem={form.promptProblem}
        hint="Optional. A name, a price, a mood."
      >
        <Textarea
          id="prompt"
          ref={prompt}
          value={form.fields.prompt}
          placeholder="“Morning roast”, 250 g. Warm, quiet, a little steam."
          aria-invalid={form.promptProblem !== null}
          aria-describedby="prompt-note"
          onChange={(event) => form.set({ prompt: event.target.value })}
        />
      </Field>
    </StartForm>
  );
}
