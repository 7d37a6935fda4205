import { cn } from "./cn";

interface Props {
  /** 0 to 100; `null` where it goes on, and nobody can say how far. */
  value: number | null;
  label: string;
  className?: string;
  thin?: boolean;
  /** Its value moves by itself, and the bar is never behind it. */
  isGliding?: boolean;
  tone?: keyof typeof tones;
}

const tones = {
  active: "bg-linear-to-r from-safelight to-safelight-end",
  fail: "bg-fail",
  plain: "bg-faint",
} as const;

export function Progress({ value, label, className, thin, isGliding, tone = "active" }: Props) {
  const told =
    value === null
      ? { "aria-valuetext": "under way" }
      : { "aria-valuenow": Math.floor(value), "aria-valuetext": `${Math.floor(value)}%` };
  return (
    <div
      // What it is filled with is ours to draw.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={100}
      {...told}
      aria-label={label}
      className={cn("w-full overflow-hidden rounded-full bg-line", thin ? "h-1" : "h-1.5", className)}
    >
      <div
        className={cn(
          "h-full origin-left rounded-full",
          value === null ? "wander" : !isGliding && "transition-[width] duration-1000 ease-linear",
          tones[tone],
        )}
        style={value === null ? undefined : { width: `${Math.min(100, Math.max(0, value))}%` }}
      />
    </div>
  );
}
