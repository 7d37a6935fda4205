import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={cn("rounded-card border bg-tray p-5 sm:p-6", className)} {...rest} />;
}
