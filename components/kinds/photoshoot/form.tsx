"use client";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { ChoiceCards } from "@/components/ui/choice-cards";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Note } from "@/components/ui/note";
import { longestTitle, styles, subjects } from "./input";
import { Pictures } from "./pictures";
import { usePhotoshootForm } from "./use-photoshoot-form";

export function PhotoshootForm() {
  const form = usePhotoshootForm();
  const title = useRef<HTMLInputElement>(null);
  const pictures = useRef<HTMLButtonElement>(null);
  const busy = form.state !== "open";

  async function onSubmit(event: React.SubmitEvent) {
    event.preventDefault();
    const sent = await form.submit();
    if (!sent && form.missing !== null) (form.fields.title.trim() === "" ? title : pictures).current?.focus();
  }

  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate className="grid gap-9">
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
      <div className="grid gap-2">
        <h2 className="text-sm font-medium">Style</h2>
        <ChoiceCards
          label="Style"
          choices={styles}
          value={form.fields.style}
          onChange={(style) => form.set({ style })}
          className="sm:grid-cols-2"
        />
      </div>
      <div className="grid justify-items-start gap-3">
        {form.problem && (
          <Note tone="fail" role="alert" className="justify-self-stretch">
            {form.problem} Everything you entered is still here.
          </Note>
        )}
        <Button
          type="submit"
          look="primary"
          size="lg"
          aria-disabled={busy || form.missing !== null}
          aria-describedby="start-note"
          className="w-full sm:w-auto"
        >
          {busy ? "Starting" : "Start the photoshoot"}
        </Button>
        <output id="start-note" className="text-sm text-soft">
          {busy
            ? "One moment."
            : (form.missing ?? "Ready. It usually takes a few minutes, and you can close the page.")}
        </output>
      </div>
    </form>
  );
}
