"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Button } from "@/components/ui/button";

/** The way in, on every page but the one that it leads to. */
export function EnterLink() {
  if (usePathname() === "/sign-in") return null;
  return (
    <Button asChild>
      <Link href="/sign-in">Sign in</Link>
    </Button>
  );
}
