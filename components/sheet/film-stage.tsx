import type { ReactNode } from "react";
import { Film } from "./film";

interface Props {
  /** Width by height of the frame. */
  ratio: number;
  children: ReactNode;
}

/** A tall frame leaves room on the screen for its progress; another room sets `--tallest`. */
const tallest = "var(--tallest, min(44rem, 66dvh))";

/** One frame, as large as its room allows, on a film that is no longer than it. */
export function FilmStage({ ratio, children }: Props) {
  return (
    <div className="mx-auto" style={{ width: `min(100%, calc(${tallest} * ${ratio} + 2.25rem))` }}>
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
