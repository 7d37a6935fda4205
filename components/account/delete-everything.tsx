"use client";
import { useRef, useState, type FormEvent } from "react";
import Link from "next/link";
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
  const isAddress = leaving.confirmation.includes("@");
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsRefused(!isMeant);
    if (!isMeant) field.current?.focus();
    else if (!busy) void run(typed);
  };
  const refusal = isRefused && !isMeant ? `Type ${leaving.confirmation} exactly.` : null;
  return (
    <Card
      aria-labelledby="goes"
      className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-5 wrap-anywhere lg:grid-cols-[minmax(0,1fr)_24rem]"
    >
      <div className="grid content-start gap-5">
        <h2 id="goes" className="font-serif text-2xl">
          What goes
        </h2>
        <ul className="grid list-disc gap-1.5 pl-5 marker:text-faint text-[0.9375rem] leading-relaxed">
          {belongingsLines(leaving).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="text-[0.9375rem] leading-relaxed text-soft">{accountSentence(leaving)}</p>
      </div>
      <form
        onSubmit={submit}
        noValidate
        className="grid content-start gap-5 border-t pt-5 lg:border-t-0 lg:border-l lg:pt-0 lg:pl-10"
      >
        <Field
          id="confirm"
          label={`Type ${isAddress ? "your email" : "these words"} to confirm`}
          problem={refusal ?? problem}
        >
          <p id="confirm-words" className="font-mono text-[0.8125rem] leading-relaxed text-soft">
            {leaving.confirmation}
          </p>
          <Input
            id="confirm"
            ref={field}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-invalid={refusal !== null || problem !== null}
            aria-describedby="confirm-words confirm-note"
          />
        </Field>
        <div className="grid gap-2.5 sm:flex sm:flex-wrap">
          <Button
            type="submit"
            look={isMeant ? "fatal" : "unlit"}
            aria-busy={busy}
            className={isMeant ? "" : "text-soft"}
          >
            {busy ? "Deleting everything" : "Delete everything"}
          </Button>
          <Button asChild>
            <Link href="/account">Keep everything</Link>
          </Button>
        </div>
        <output className="sr-only">{busy ? "Deleting everything" : ""}</output>
      </form>
    </Card>
  );
}
