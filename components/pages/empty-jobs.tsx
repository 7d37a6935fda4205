import Link from "next/link";
import { LatentSheet } from "@/components/sheet/latent-sheet";
import { Button } from "@/components/ui/button";

/** No job that fits the filter. */
export function EmptyJobs() {
  return (
    <LatentSheet ghost="none" title="Nothing here" text="None of your jobs fits this filter.">
      <Button asChild>
        <Link href="/jobs">Show all jobs</Link>
      </Button>
    </LatentSheet>
  );
}
