"use client";
import { useEffect, useRef, type ReactNode } from "react";

interface Props {
  label: string;
  /** The place of the one that is chosen: it is brought into sight. */
  here: number;
  children: ReactNode;
}

/** Ways to narrow a list in one row, which is pushed sideways where there is no room for all of them; they fade at its end. */
export function OneRow({ label, here, children }: Props) {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const chosen = row.current?.querySelectorAll("li")[here];
    if (!row.current || !chosen) return;
    row.current.scrollLeft = chosen.offsetLeft - (row.current.clientWidth - chosen.offsetWidth) / 2;
  }, [here]);
  return (
    <nav
      ref={row}
      aria-label={label}
      className="relative -m-1.5 min-w-0 lg:flex-1 [scrollbar-width:none] overflow-x-auto [mask-image:linear-gradient(to_left,transparent,black_2.5rem)] p-1.5"
    >
      <ul className="flex w-max gap-2 pr-9">{children}</ul>
    </nav>
  );
}
