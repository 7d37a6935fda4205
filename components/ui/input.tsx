import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return (
    <input
      className={cn(
        "base:h-11 w-full rounded-control border border-rim bg-raised base:px-3.5 text-base text-ink placeholder:text-soft sm:text-[0.9375rem]",
        "focus-visible:outline-offset-0 aria-invalid:border-fail",
        className,
      )}
      {...rest}
    />
  );
}
