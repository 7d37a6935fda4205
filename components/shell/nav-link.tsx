"use client";
import type { Route } from "next";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { NearLink } from "@/components/ui/near-link";

export function NavLink({ href, children }: { href: Route; children: ReactNode }) {
  const path = usePathname();
  const here = path === href || path.startsWith(`${href}/`);
  return (
    <NearLink
      href={href}
      aria-current={path === href ? "page" : undefined}
      className={cn(
        "rounded-control px-1 py-2.5 font-medium hover:text-ink",
        here ? "text-ink" : "text-soft",
      )}
    >
      {children}
    </NearLink>
  );
}
