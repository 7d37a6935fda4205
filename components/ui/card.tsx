import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      className={cn(
        "rounded-card border bg-tray transition-opacity aria-busy:cursor-progress aria-busy:opacity-60 base:p-5 base:sm:p-6",
        className,
      )}
      {...rest}
    />
  );
}
