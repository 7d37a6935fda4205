import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "./cn";

const looks = cva(
  "inline-flex h-7 items-center gap-2 rounded-full px-3 text-[0.8125rem] font-medium whitespace-nowrap",
  {
    variants: {
      tone: {
        active: "bg-safelight/16 text-safelight-ink",
        done: "bg-done/16 text-done-ink",
        fail: "bg-fail/14 text-fail-ink",
        warm: "bg-safelight-end/16 text-safelight-ink",
        plain: "bg-line/70 text-soft",
      },
    },
    defaultVariants: { tone: "plain" },
  },
);

const dots = {
  active: "bg-safelight breathe",
  done: "bg-done",
  fail: "bg-fail",
  warm: "bg-safelight-end",
  plain: "bg-faint",
} as const;

type Tone = NonNullable<VariantProps<typeof looks>["tone"]>;

/** A word with a dot before it: the word says it, the colour only repeats it. */
export function Badge({
  tone,
  children,
  className,
}: {
  tone: Tone;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span className={cn(looks({ tone }), className)}>
      <span aria-hidden className={cn("size-1.5 rounded-full", dots[tone])} />
      {children}
    </span>
  );
}
