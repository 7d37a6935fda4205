"use client";
import { Plus } from "lucide-react";
import { usePathname } from "next/navigation";
import { Button } from "@/components/ui/button";
import { NearLink } from "@/components/ui/near-link";
import { listsJobs } from "./places";

/** Beside large ways to begin, which are the page's own, it looks like any other button. */
const quiet =
  "beside-begin:border beside-begin:border-line beside-begin:bg-raised beside-begin:font-medium beside-begin:text-ink beside-begin:hover:border-faint beside-begin:hover:bg-raised";

/** The way to a new job: quiet where the page has something of its own to be pressed first. */
export function NewJob() {
  const isFirst = listsJobs(usePathname());
  return (
    <Button asChild look={isFirst ? "primary" : "secondary"} className={isFirst ? quiet : ""}>
      <NearLink href="/new">
        <Plus aria-hidden className="sm:hidden" />
        <span className="sr-only sm:not-sr-only">New job</span>
      </NearLink>
    </Button>
  );
}
