import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

/** Ways to narrow a list, beside each other. */
export function FilterRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-2">{children}</ul>
    </nav>
  );
}

/** One of them. */
export function FilterLink(props: { href: Route; here: boolean; children: ReactNode }) {
  return (
    <li>
      <Link
        href={props.href}
        aria-current={props.here ? "true" : undefined}
        scroll={false}
        prefetch={false}
        className={cn(
          "inline-flex h-9 items-center rounded-full border px-3.5 text-sm transition-colors",
          props.here
            ? "border-ink bg-ink font-medium text-bg"
            : "border-line text-soft hover:border-faint hover:text-ink",
        )}
      >
        {props.children}
      </Link>
    </li>
  );
}
