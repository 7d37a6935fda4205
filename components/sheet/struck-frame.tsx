import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { GhostShape } from "./ghost-shape";
import type { Ghost } from "./sheet-frame";

interface Props {
  /** Spoilt, or only left: what was canceled is no failure. */
  isSpoilt: boolean;
  ghost: Ghost;
  /** What it was to be developed from; a ghost where there is none. */
  children?: ReactNode;
  className?: string | false;
}

/** A frame that nothing came of: what was there, dimmed, and a line across it. */
export function StruckFrame({ isSpoilt, ghost, children, className }: Props) {
  return (
    <div className={cn("relative overflow-hidden rounded-frame bg-ghost text-black", className)}>
      {children ? (
        <div className="absolute inset-0 opacity-45 grayscale">{children}</div>
      ) : (
        <GhostShape ghost={ghost} className="size-full opacity-30" />
      )}
      <span className={cn("absolute inset-0", isSpoilt ? "struck-fail" : "struck")} />
    </div>
  );
}
