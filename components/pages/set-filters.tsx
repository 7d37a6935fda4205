"use client";
import { X } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import type { SetPart } from "@/components/copy/job-filter";
import { afterPainting } from "@/components/ui/after-painting";
import type { SetFilter } from "@/components/ui/use-address-filter";
import type { JobFilter } from "@/hooks/job-filter";
import { jobsAddress } from "./jobs-address";

interface Props {
  /** Which parts of the filter. */
  parts: readonly SetPart[];
  filter: JobFilter;
  onFilter: SetFilter<JobFilter>;
  className?: string;
}

/** What is set of a filter: each is a link that takes it away. */
export function SetFilters({ parts, filter, onFilter, className = "" }: Props) {
  const list = useRef<HTMLUListElement>(null);
  /** Whoever took one away goes on with its neighbour, or at the page. */
  const goOn = (index: number) => {
    const items = list.current?.children;
    const next = (items?.[index + 1] ?? items?.[index - 1])?.querySelector("a");
    afterPainting(() =>
      (next?.isConnected ? next : document.querySelector("main"))?.focus({ preventScroll: true }),
    );
  };
  return (
    <ul ref={list} aria-label="Set filters" className={`flex flex-wrap gap-2 ${className}`}>
      {parts.map(({ what, label, without }, index) => (
        <li key={what} className="max-w-full">
          <Link
            href={jobsAddress({ ...filter, ...without })}
            scroll={false}
            prefetch={false}
            onNavigate={(event) => {
              event.preventDefault();
              goOn(index);
              onFilter((now) => ({ ...now, ...without }));
            }}
            className="flex h-9 max-w-full items-center gap-1.5 rounded-full border bg-raised pr-2.5 pl-3.5 text-sm hover:border-faint"
          >
            <span className="sr-only">Without </span>
            <span className="truncate">{label}</span>
            <X aria-hidden className="size-3.5 shrink-0 text-soft" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
