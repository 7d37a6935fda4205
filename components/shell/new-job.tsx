"use client";
import { Plus } from "lucide-react";
import { usePathname } from "next/navigation";
import { Button } from "@/components/ui/button";
import { NearLink } from "@/components/ui/near-link";
import { listsJobs } from "./places";

/** The way to a new job: quiet where the page has something of its own to be pressed first. */
export function NewJob() {
  return (
    <Button asChild look={listsJobs(usePathname()) ? "primary" : "secondary"}>
      <NearLink href="/new">
        <Plus aria-hidden className="sm:hidden" />
        <span className="sr-only sm:not-sr-only">New job</span>
      </NearLink>
    </Button>
  );
}
