"use client";
import { useRef, type ReactNode, type RefObject } from "react";
import { useCtrlEnter } from "@/hooks/use-ctrl-enter";
import { useFormOpening } from "@/hooks/use-form-opening";

interface Props {
  onSubmit: () => Promise<void>;
  /** Where one types first; absent where nothing is typed, or where a choice comes before it. */
  first?: RefObject<HTMLElement | null>;
  /** What is filled in. */
  children: ReactNode;
  /** Who makes it, and the button: under the fields, and beside them where there is room. */
  end: ReactNode;
}

/** The form that starts a job: ready to be typed in, and sent from any of its fields. */
export function StartForm({ onSubmit, first, children, end }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const nothing = useRef<HTMLElement>(null);
  useCtrlEnter(form);
  useFormOpening(first ?? nothing);
  return (
    <form
      ref={form}
      noValidate
      className="grid grid-cols-[minmax(0,1fr)] gap-9 lg:grid-cols-[minmax(0,43rem)_20rem] lg:items-start lg:justify-between lg:gap-x-12"
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-9">{children}</div>
      {end}
    </form>
  );
}
