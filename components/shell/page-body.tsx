import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** The width and the air of every page. */
export function PageBody({ children, narrow = false }: { children: ReactNode; narrow?: boolean }) {
  return (
    <div className={cn("mx-auto w-full px-4 pt-6 pb-20 sm:px-6 sm:pt-9", narrow ? "max-w-184" : "max-w-288")}>
      {children}
    </div>
  );
}
