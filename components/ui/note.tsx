import type { ReactNode } from "react";
import { cn } from "./cn";

interface Props {
  children: ReactNode;
  tone?: "plain" | "fail" | "warm";
  className?: string;
  role?: "alert";
}

const tones = {
  plain: "border-line bg-raised text-soft",
  warm: "border-safelight-end/35 bg-safelight-end/8 text-ink",
  fail: "border-fail/35 bg-fail/8 text-ink",
} as const;

/** A few plain sentences, set apart. */
export function Note({ children, tone = "plain", className, role }: Props) {
  return (
    <div
      role={role}
      className={cn(
        "rounded-sheet border base:px-4 py-3.5 text-[0.9375rem] leading-relaxed",
        tones[tone],
        className,
      )}
    >
      {children}
    </div>
  );
}
