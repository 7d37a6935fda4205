import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** A stage with its words: under it, or beside one that stands on end, where there is room. */
export function StageBeside({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className="@container min-w-0">
      <div
        className={cn(
          "grid grid-cols-[minmax(0,1fr)]",
          "@lg:has-[>[data-tall]]:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)] @lg:has-[>[data-tall]]:items-center @lg:has-[>[data-tall]]:gap-x-7 @lg:[&>[data-tall]]:mx-0",
          className,
        )}
      >
        {children}
      </div>
    </div>
  );
}
