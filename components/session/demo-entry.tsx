"use client";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { EntryNotes, nothingYet, type SessionState } from "./entry-notes";

interface Props {
  account: { email: string; password: string };
  enter: (state: SessionState, form: FormData) => Promise<SessionState>;
  /** Where to go afterwards. */
  next: string;
}

/** One click into the demo account of a local stack. */
export function DemoEntry({ account, enter, next }: Props) {
  const [state, action] = useActionState(enter, nothingYet);
  return (
    <form
      action={action}
      className="grid gap-5 rounded-card border border-safelight/35 bg-safelight/8 p-5 sm:p-6"
    >
      <input type="hidden" name="next" value={next} />
      <p className="leading-relaxed text-pretty">
        This is a local stack. Look around as the demo user. Nothing is charged unless a provider’s key was
        added.
      </p>
      <Button type="submit" size="lg">
        Continue as demo
      </Button>
      <EntryNotes state={state} />
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt className="text-soft">Email</dt>
        <dd className="font-mono break-all">{account.email}</dd>
        <dt className="text-soft">Password</dt>
        <dd className="font-mono break-all">{account.password}</dd>
      </dl>
    </form>
  );
}
