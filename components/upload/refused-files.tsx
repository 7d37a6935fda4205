import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import type { Refusal } from "@/hooks/uploads-state";

interface Props {
  refusals: readonly Refusal[];
  /** Whether several are chosen, so that a refusal leaves the others as they are. */
  others?: boolean;
  onDismiss: () => void;
}

/** How many are named, of a whole folder of them. */
const mostNamed = 8;

/** Files that were not taken, and why. */
export function RefusedFiles({ refusals, others = false, onDismiss }: Props) {
  if (refusals.length === 0) return null;
  return (
    <Note tone="fail" role="alert" className="grid justify-items-start gap-2">
      <p className="font-medium">Not taken.{others && " The other files are fine."}</p>
      <ul className="grid gap-1 break-words">
        {refusals.slice(0, mostNamed).map(({ id, sentence }) => (
          <li key={id}>{sentence}</li>
        ))}
        {refusals.length > mostNamed && <li>And {refusals.length - mostNamed} more.</li>}
      </ul>
      <Button size="sm" onClick={onDismiss}>
        Dismiss
      </Button>
    </Note>
  );
}
