import Link from "next/link";
import { Button } from "@/components/ui/button";

/** No job that fits the filter. */
export function EmptyJobs() {
  return (
    <div className="grid justify-items-center gap-3 rounded-card border border-dashed border-faint/60 px-6 py-14 text-center">
      <p className="font-serif text-3xl">Nothing here</p>
      <p className="max-w-100 leading-relaxed text-soft">None of your jobs fits this filter.</p>
      <div className="mt-2">
        <Button asChild>
          <Link href="/jobs">Show all jobs</Link>
        </Button>
      </div>
    </div>
  );
}
