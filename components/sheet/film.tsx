import type { CSSProperties, ReactNode } from "react";
import { cn } from "@/components/ui/cn";

interface Props {
  children: ReactNode;
  /** For cards in lists. */
  small?: boolean;
  className?: string | undefined;
  style?: CSSProperties;
}

/** A length of film with its perforation. Dark in both themes, as film is. */
export function Film({ children, small = false, className, style }: Props) {
  const holes = small ? "sprockets-small mx-0.75 my-1.5" : "sprockets mx-1.25 my-2.5";
  return (
    <div
      style={style}
      className={cn(
        "overflow-hidden bg-film",
        small ? "rounded-control" : "rounded-sheet border border-black/40 dark:border-line/70",
        className,
      )}
    >
      <div aria-hidden className={holes} />
      {children}
      <div aria-hidden className={holes} />
    </div>
  );
}
