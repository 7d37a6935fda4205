import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { OwnPicture } from "@/components/ui/own-picture";
import { smallAddress } from "@/lib/jobs/small-picture";
import { Film } from "./film";
import type { Ghost } from "./sheet-frame";
import { StruckFrame } from "./struck-frame";

interface Props {
  /** What was to be developed from, where there is anything: paths of uploads. */
  uploads?: readonly string[];
  ghost?: Ghost;
  /** Spoilt, or only left: what was canceled is no failure. */
  isSpoilt: boolean;
  /** What is said beside it. */
  children: ReactNode;
}

/** How it ended is told above: here it is one line. */
const width = "2.5rem";

/** So many uploads lie on it at most; the others are said by number. */
const most = 4;

/** What is left of a job that came to nothing: its uploads, dimmed, or one frame, each struck through, and words beside them. */
export function StoppedFilm({ uploads = [], ghost = "none", isSpoilt, children }: Props) {
  const shown = uploads.length > 0 ? uploads.slice(0, most) : [null];
  return (
    <div className="@container">
      <div
        className={cn(
          "grid gap-4 px-1 @lg:grid-cols-[auto_minmax(0,1fr)] @lg:items-center @lg:gap-6",
          shown.length === 1 && "grid-cols-[auto_minmax(0,1fr)] items-center",
        )}
      >
        <div className="w-fit max-w-full">
          <Film small>
            <ul
              aria-hidden
              className="grid gap-1.5 px-2"
              style={{
                gridTemplateColumns:
                  shown.length === 1 ? width : `repeat(${shown.length}, minmax(0, ${width}))`,
              }}
            >
              {shown.map((path) => (
                <li key={path ?? "none"}>
                  <StruckFrame ghost={ghost} isSpoilt={isSpoilt} className="aspect-3/4">
                    {path !== null && (
                      <OwnPicture
                        src={smallAddress(`/api/uploads/${path}`, 256)}
                        alt=""
                        loading="lazy"
                        className="size-full object-cover"
                      />
                    )}
                  </StruckFrame>
                </li>
              ))}
            </ul>
          </Film>
        </div>
        <div className="grid gap-1.5">{children}</div>
      </div>
    </div>
  );
}
