import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import type { Offer } from "@/lib/jobs/offer";
import { MadeBy } from "./made-by";
import { whyRefused } from "./offers";
import { PriorityField } from "./priority-field";

interface Props {
  /** What the button says. */
  label: string;
  state: "open" | "sending" | "sent";
  /** Why it cannot be sent yet. */
  missing: string | null;
  /** What can be started, and with whom. */
  offers: readonly Offer[];
  /** Whether it takes all of them together. */
  areAllNeeded?: boolean;
  /** What went wrong when it was sent. */
  problem: string | null;
  /** What to say when all is there. */
  ready: string;
  priority: string;
  onPriority: (priority: string) => void;
}

/** The end of every form: what is wrong, who makes it, how urgent it is, the button, and what the button waits for. */
export function StartRow(props: Props) {
  const { label, state, missing, offers, areAllNeeded = false, problem, ready, priority, onPriority } = props;
  const refusal = whyRefused(offers);
  const busy = state !== "open";
  return (
    <div className="grid justify-items-start gap-5">
      {refusal && (
        <Note tone="warm" className="justify-self-stretch">
          {refusal}
        </Note>
      )}
      {problem && (
        <Note tone="fail" role="alert" className="justify-self-stretch">
          {problem} Everything you entered is still here.
        </Note>
      )}
      <MadeBy offers={offers} areAllNeeded={areAllNeeded} />
      <PriorityField value={priority} onChange={onPriority} />
      <div className="grid w-full justify-items-start gap-3">
        <Button
          type="submit"
          look="primary"
          size="lg"
          aria-disabled={busy || missing !== null || refusal !== null}
          aria-describedby="start-note"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          className="w-full sm:w-auto"
        >
          {busy ? "Starting" : label}
        </Button>
        <output id="start-note" className="text-sm text-soft">
          {busy ? "One moment." : refusal ? "This cannot be started just now." : (missing ?? ready)}
        </output>
        <p className="hidden text-[0.8125rem] text-soft pointer-fine:block">
          Ctrl + Enter starts it from anywhere in the form; on a Mac, ⌘ + Enter.
        </p>
      </div>
    </div>
  );
}
