import { SignedOut } from "@/components/session/signed-out";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { errorSentence, isSignedOut } from "@/hooks/api";

interface Props {
  error: unknown;
  isEmpty: boolean;
  onAgain: () => void;
}

/** Why images are missing that were asked for. What is there stays in sight under it. */
export function LibraryProblem({ error, isEmpty, onAgain }: Props) {
  if (error === null) return null;
  if (isSignedOut(error)) {
    return (
      <div className="mb-5">
        <SignedOut />
      </div>
    );
  }
  return (
    <Note tone="warm" role="alert" className="mb-5 grid justify-items-start gap-3">
      {errorSentence(error)} {!isEmpty && "Some images are not shown yet."}
      <Button size="sm" onClick={onAgain}>
        Try again
      </Button>
    </Note>
  );
}
