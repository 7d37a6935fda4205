"use client";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { errorSentence, isSignedOut } from "@/hooks/api";
import { SignedOut } from "./signed-out";

interface Props {
  error: unknown;
  /** What that means for the page. */
  rest?: string | false;
  onAgain: () => void;
}

/** Why something is missing that was asked for, and the way to ask again. */
export function Trouble({ error, rest, onAgain }: Props) {
  if (isSignedOut(error)) return <SignedOut />;
  return (
    <Note tone="warm" role="alert" className="grid justify-items-start gap-3">
      {errorSentence(error)} {rest}
      <Button size="sm" onClick={onAgain}>
        Try again
      </Button>
    </Note>
  );
}
