"use client";
import { useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SecretInput } from "@/components/ui/secret-input";
import { EntryNotes, nothingYet, type SessionState } from "./entry-notes";

type SessionAction = (state: SessionState, form: FormData) => Promise<SessionState>;

interface Props {
  signIn: SessionAction;
  signUp: SessionAction;
  /** Where to go afterwards. */
  next: string;
}

/** Signing in, and making an account: one form, two verbs. The address stays when something goes wrong. */
export function SignInForm({ signIn, signUp, next }: Props) {
  const [isNew, setIsNew] = useState(false);
  const [email, setEmail] = useState("");
  const [entered, enter, entering] = useActionState(signIn, nothingYet);
  const [made, make, making] = useActionState(signUp, nothingYet);
  const state = isNew ? made : entered;
  const busy = entering || making;
  // Of both: which of them it is, is not told.
  const isWrong = state.error !== null;
  const verb = isNew ? "Create account" : "Sign in";
  return (
    <form
      action={isNew ? make : enter}
      onSubmit={(event) => busy && event.preventDefault()}
      className="grid gap-5"
    >
      <input type="hidden" name="next" value={next} />
      <Field id="email" label="Email">
        <Input
          id="email"
          name="email"
          type="email"
          autoComplete="email"
          required
          aria-invalid={isWrong}
          aria-describedby="entry-notes"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field id="password" label="Password" {...(isNew ? { hint: "At least 8 characters." } : {})}>
        <SecretInput
          id="password"
          name="password"
          autoComplete={isNew ? "new-password" : "current-password"}
          required
          aria-invalid={isWrong}
          aria-describedby="password-note entry-notes"
          {...(isNew ? { minLength: 8 } : {})}
        />
      </Field>
      <EntryNotes id="entry-notes" state={state} />
      <Button type="submit" look="primary" size="lg" aria-busy={busy}>
        {busy ? "One moment" : verb}
      </Button>
      <p className="text-center text-sm text-soft">
        {isNew ? "You have an account already?" : "New here?"}{" "}
        <button
          type="button"
          onClick={() => setIsNew(!isNew)}
          className="font-medium text-ink underline decoration-faint underline-offset-4 hover:decoration-safelight"
        >
          {isNew ? "Sign in" : "Create an account"}
        </button>
      </p>
    </form>
  );
}
