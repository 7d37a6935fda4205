import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Film } from "./film";
import { GhostShape } from "./ghost-shape";
import type { Ghost } from "./sheet-frame";

const frames = 8;

interface Props {
  /** What may lie there one day. */
  ghost?: Ghost;
  title: string;
  text: string;
  /** What there is to do about it. */
  children?: ReactNode;
}

/** Where nothing is yet: a length of film that nobody has developed, and what is to be said of that under it. */
export function LatentSheet({ ghost = "person", title, text, children }: Props) {
  return (
    <div className="grid gap-8 pb-6 sm:gap-10">
      <Film className="latent-glow">
        <div aria-hidden className="grid grid-cols-4 gap-1.5 px-2.5 sm:grid-cols-8 sm:gap-2.5 sm:px-4.5">
          {Array.from({ length: frames }, (_, index) => (
            <div
              key={index}
              className={cn(
                "relative aspect-3/4 overflow-hidden rounded-frame bg-white/4 text-black",
                index % 2 === 1 && "scale-x-[-1]",
              )}
            >
              <div className="absolute inset-0 bg-linear-to-br from-white/5 to-transparent" />
              <GhostShape ghost={ghost} className="relative size-full opacity-25" />
            </div>
          ))}
        </div>
      </Film>
      <div className="grid justify-items-center gap-3 px-4 text-center">
        <p className="font-serif text-3xl">{title}</p>
        <p className="max-w-110 leading-relaxed text-balance text-soft">{text}</p>
        <div className="mt-2 flex flex-wrap justify-center gap-2.5 empty:hidden">{children}</div>
      </div>
    </div>
  );
}
