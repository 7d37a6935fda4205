import type { ReactNode } from "react";
import { Film } from "./film";

interface Props {
  /** Width by height of the frame. */
  ratio: number;
  children: ReactNode;
  /** What develops leaves room on the screen for its progress. */
  isDeveloping?: boolean;
}

/** One frame, as large as its room allows, on a film that is no longer than it. */
export function FilmStage({ ratio, children, isDeveloping = false }: Props) {
  // A room with less height than the page sets its own.
  const isTall = ratio < 1;
  // What stands on end has its progress beside it.
  const usual = isDeveloping && !isTall ? "min(36rem, 52dvh)" : "min(44rem, 66dvh)";
  const tallest = `var(--tallest, ${usual})`;
  return (
    <div
      {...(isTall && { "data-tall": true })}
      className="mx-auto"
      style={{ width: `min(100%, calc(${tallest} * ${ratio} + 2.25rem))` }}
    >
      <Film>
        <div className="px-2.5 sm:px-4.5">
          <div
            style={{ aspectRatio: ratio }}
            className="relative w-full overflow-hidden rounded-frame bg-ghost text-black"
          >
            {children}
          </div>
        </div>
      </Film>
    </div>
  );
}
