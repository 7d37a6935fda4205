"use client";
import { useState, type FormEvent } from "react";
import { accountSentence, belongingsLines } from "@/components/copy/leaving";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useDeleteEverything } from "@/hooks/use-delete-everything";
import type { Leaving } from "@/lib/jobs/leaving";

interface Props {
  leaving: Leaving;
  leave: () => Promise<void>;
}

/** What goes with everything, and the words that it takes. */
export function DeleteEverything({ leaving, leave }: Props) {
  const { run, busy, problem } = useDeleteEverything(leave);
  const [typed, setTyped] = useState("");
  const [isRefused, setIsRefused] = useState(false);
  const isMeant = typed.trim().toLowerCase() === leaving.confirmation.toLowerCase();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsRefused(!isMeant);
    if (isMeant && !busy) void run(typed);
  };
  const refusal = isRefused && !isMeant ? `Type ${leaving.confirmation} exactly.` : null;
  return (
    <Card aria-label="What goes" className="grid gap-6 wrap-anywhere">
      <ul className="grid list-disc gap-2 pl-5 text-[0.9375rem] leading-relaxed">
        {belongingsLines(leaving).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="text-[0.9375rem] leading-relaxed text-soft">{accountSentence(leaving)}</p>
      <form onSubmit={submit} noValidate className="grid gap-5">
        <Field
          id="confirm"
          label={`Type ${leaving.confirmation} to have all of it deleted`}
          problem={refusal ?? problem}
        >
          <Input
            id="confirm"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-invalid={refusal !== null || problem !== null}
            aria-describedby="confirm-note"
          />
        </Field>
        <div className="flex flex-wrap gap-2.5">
          <Button type="submit" look="danger" aria-disabled={busy || !isMeant}>
            {busy ? "Deleting everything" : "Delete everything"}
          </Button>
        </div>
        <output className="sr-only">{refusal ?? problem ?? (busy ? "Deleting everything" : "")}</output>
      </form>
    </Card>
  );
}
