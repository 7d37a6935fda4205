import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Film } from "./film";

interface Props {
  /** Width by height of the frame. */
  ratio: number;
  children: ReactNode;
  small?: boolean;
}

/** A tall frame leaves room on the screen for its progress and the banner under it; another room sets `--tallest`. */
const tallest = "var(--tallest, min(30rem, 44dvh))";

/** One frame in the middle of a film. Where it leaves room, its unexposed neighbours run out at both sides. */
export function FilmStage({ ratio, children, small = false }: Props) {
  const size = small
    ? { height: "3rem", aspectRatio: ratio }
    : { width: `min(100%, calc(${tallest} * ${ratio}))`, aspectRatio: ratio };
  const neighbours = Array.from({ length: small ? 6 : 2 }, (_, index) => (
    <div key={index} aria-hidden style={size} className="shrink-0 rounded-frame bg-ghost/70" />
  ));
  return (
    <Film small={small}>
      <div
        className={cn(
          "flex justify-center overflow-hidden",
          small ? "gap-1 px-1.5" : "gap-2.5 px-2.5 sm:px-4.5",
        )}
      >
        {neighbours}
        <div style={size} className="relative shrink-0 overflow-hidden rounded-frame bg-ghost text-black">
          {children}
        </div>
        {neighbours}
      </div>
    </Film>
  );
}
