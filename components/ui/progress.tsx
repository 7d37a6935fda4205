import { cn } from "./cn";

interface Props {
  /** What is known, told to assistive technology. */
  value: number;
  /** What is drawn, which may glide a little ahead of `value`. */
  shown?: number;
  label: string;
  className?: string;
  thin?: boolean;
  tone?: keyof typeof tones;
}

const tones = {
  active: "bg-linear-to-r from-safelight to-safelight-end",
  fail: "bg-fail",
  plain: "bg-faint",
} as const;

export function Progress({ value, shown = value, label, className, thin = false, tone = "active" }: Props) {
  return (
    <div
      // What it is filled with is ours to draw.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(value)}
      aria-valuetext={`${Math.round(value)}%`}
      aria-label={label}
      className={cn("w-full overflow-hidden rounded-full bg-line", thin ? "h-1" : "h-1.5", className)}
    >
      <div
        className={cn(
          "h-full origin-left rounded-full transition-[width] duration-1000 ease-linear",
          tones[tone],
        )}
        style={{ width: `${Math.min(100, Math.max(0, shown))}%` }}
      />
    </div>
  );
}
