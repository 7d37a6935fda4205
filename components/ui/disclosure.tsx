import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  title: string;
  /** What is worth knowing of it while it is closed. */
  aside?: string | false;
  children: ReactNode;
}

/** A little more for whoever wants it, behind one line. The browser's own: it opens before the page is alive. */
export function Disclosure({ title, aside, children }: Props) {
  return (
    <details className="group/more text-sm">
      <summary className="-ml-0.5 flex w-fit cursor-pointer list-none items-center gap-1.5 rounded-frame py-1 font-medium text-soft select-none hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 transition-transform group-open/more:rotate-90 motion-reduce:transition-none"
        />
        {title}
        {aside && <span className="font-normal text-ink">{aside}</span>}
      </summary>
      <div className="pt-3 pb-1 pl-5">{children}</div>
    </details>
  );
}
