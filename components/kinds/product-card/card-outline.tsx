import { cn } from "@/components/ui/cn";

const strokes = [
  "M7 7h86v136H7Z",
  "M14 14h72v86H14Z",
  "M14 111h46",
  "M14 121h64",
  "M14 129h52",
  "M72 111h14",
] as const;

/** The card to be, drawn over the photo line by line as the work proceeds. `percent` is 0 to 100. */
export function CardOutline({ percent, className }: { percent: number; className?: string }) {
  const drawn = (percent / 100) * strokes.length;
  return (
    <svg aria-hidden viewBox="0 0 100 150" className={cn("fill-none stroke-current", className)}>
      {strokes.map((path, index) => (
        <path
          key={path}
          d={path}
          pathLength={1}
          strokeWidth={index < 2 ? 0.8 : 2.2}
          strokeLinecap="round"
          strokeDasharray={1}
          strokeDashoffset={1 - Math.min(1, Math.max(0, drawn - index))}
          // A round cap would show as a dot on a line that is not begun.
          opacity={drawn > index ? 1 : 0}
        />
      ))}
    </svg>
  );
}
