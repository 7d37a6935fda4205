"use client";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

interface RowProps {
  label: string;
  /** In a narrow room. */
  isTight?: boolean;
  /** Whether the label is in sight. */
  isNamed?: boolean;
  children: ReactNode;
}

/** Ways to narrow a list, beside each other. */
export function FilterRow({ label, isTight = false, isNamed = false, children }: RowProps) {
  return (
    <nav aria-label={label}>
      {isNamed && (
        <p aria-hidden className="mb-2 text-sm font-medium">
          {label}
        </p>
      )}
      <ul className={cn("flex flex-wrap gap-2", isTight && "*:*:px-2.5")}>{children}</ul>
    </nav>
  );
}

interface LinkProps {
  href: Route;
  here: boolean;
  /** Called in the place of going there: without it, the server answers with another page. */
  onChoose?: () => void;
  /** Behind its words, how many it leaves. */
  figure?: ReactNode;
  children: ReactNode;
}

/** One of them. */
export function FilterLink({ href, here, onChoose, figure, children }: LinkProps) {
  return (
    <li>
      <Link
        href={href}
        aria-current={here ? "true" : undefined}
        scroll={false}
        prefetch={false}
        // Only where it would be followed here: with a modifier it opens elsewhere, as a link does.
        onNavigate={(event) => {
          if (!onChoose) return;
          event.preventDefault();
          onChoose();
        }}
        className={cn(
          "inline-flex h-9 items-center rounded-full border px-3.5 text-sm transition-colors",
          here
            ? "border-ink bg-ink font-medium text-bg"
            : "border-line text-soft hover:border-faint hover:text-ink",
        )}
      >
        {children}
        {figure}
      </Link>
    </li>
  );
}

/** How many there are, behind a word. */
export function Figure({ count, what }: { count: number; what: string }) {
  return (
    <span className="ml-1.5 font-normal">
      {count.toLocaleString("en")}
      <span className="sr-only"> {what}</span>
    </span>
  );
}
