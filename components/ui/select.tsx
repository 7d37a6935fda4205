import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The browser's own select, in our clothes: it is at home on phones and in screen readers. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className="relative inline-grid items-center">
      <select
        className={cn(
          "base:h-10 appearance-none rounded-control border base:border-rim base:bg-raised base:pr-9 base:pl-3 text-sm base:text-ink hover:border-soft focus-visible:outline-offset-0",
          className,
        )}
        {...rest}
      >
        {children}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute right-3 size-4 text-soft" />
    </span>
  );
}
