"use client";
import { useState, type ComponentProps } from "react";
import { Input } from "./input";

/** A line for what nobody else is to read; whoever types it may look at it. */
export function SecretInput(props: ComponentProps<"input"> & { id: string }) {
  const [isShown, setShown] = useState(false);
  return (
    <span className="relative grid">
      <Input {...props} type={isShown ? "text" : "password"} spellCheck={false} className="pr-18" />
      <button
        type="button"
        aria-controls={props.id}
        onClick={() => setShown(!isShown)}
        className="absolute inset-y-0 right-0 rounded-control px-4 text-sm font-medium text-soft hover:text-ink focus-visible:-outline-offset-2"
      >
        {isShown ? "Hide" : "Show"}
        <span className="sr-only"> what is typed</span>
      </button>
    </span>
  );
}
