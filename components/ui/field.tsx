import type { ReactNode } from "react";

interface Props {
  id: string;
  label: string;
  /** What stands at the end of the label's line. */
  aside?: ReactNode;
  hint?: string;
  problem?: string | null;
  children: ReactNode;
}

/** A label, its control, and the sentence beneath it; the control points to `${id}-note`. */
export function Field({ id, label, aside, hint, problem, children }: Props) {
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {aside}
      </div>
      {children}
      <FieldNote id={`${id}-note`} hint={hint} problem={problem} />
    </div>
  );
}

interface NoteProps {
  id: string;
  hint?: string | undefined;
  problem?: string | null | undefined;
  /** The hint stays under what is wrong: it says how to mend it. */
  hasBoth?: boolean;
}

/** The hint of a field, or what is wrong with it. */
export function FieldNote({ id, hint, problem, hasBoth = false }: NoteProps) {
  // Another element than the hint: what comes into a page is read aloud.
  if (problem) {
    const wrong = (
      <p key="problem" id={id} role="alert" className="text-sm text-pretty text-fail-ink">
        {problem}
      </p>
    );
    if (!hasBoth) return wrong;
    return (
      <div className="grid gap-1">
        {wrong}
        <p className="text-sm text-pretty text-soft">{hint}</p>
      </div>
    );
  }
  return (
    <p key="hint" id={id} className="text-sm text-pretty text-soft empty:hidden">
      {hint}
    </p>
  );
}
