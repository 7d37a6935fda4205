import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Grows with what is written in it. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={cn(
        "field-sizing-content max-h-96 base:min-h-30 w-full resize-none rounded-control border border-rim bg-raised px-3.5 py-3 text-base leading-relaxed text-ink placeholder:text-soft sm:text-[0.9375rem]",
        "focus-visible:outline-offset-0 aria-invalid:border-fail",
        className,
      )}
      {...rest}
    />
  );
}
