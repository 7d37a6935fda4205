"use client";
import { useRef, type ReactNode, type RefObject } from "react";
import { useCtrlEnter } from "@/hooks/use-ctrl-enter";
import { useFormOpening } from "@/hooks/use-form-opening";

interface Props {
  onSubmit: () => Promise<void>;
  /** Where one types first; absent where nothing is typed, or where a choice comes before it. */
  first?: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/** The form that starts a job: ready to be typed in, and sent from any of its fields. */
export function StartForm({ onSubmit, first, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const nothing = useRef<HTMLElement>(null);
  useCtrlEnter(form);
  useFormOpening(first ?? nothing);
  return (
    <form
      ref={form}
      noValidate
      className="grid gap-9"
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      {children}
    </form>
  );
}
