"use client";
import type { Route } from "next";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { NearLink } from "@/components/ui/near-link";
import { standing } from "./places";

const current = { at: "page", below: "true", elsewhere: undefined } as const;

/** The way to a place, lit there and on every page below it. */
export function NavLink({ href, children }: { href: Route; children: ReactNode }) {
  const here = standing(usePathname(), href);
  return (
    <NearLink
      href={href}
      aria-current={current[here]}
      className={cn(
        "relative rounded-control px-1 py-2.5 font-medium hover:text-ink",
        here === "elsewhere"
          ? "text-soft"
          : "text-ink after:absolute after:inset-x-1 after:bottom-1 after:h-0.5 after:rounded-full after:bg-safelight",
      )}
    >
      {children}
    </NearLink>
  );
}
