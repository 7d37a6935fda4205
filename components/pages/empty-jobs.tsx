import Link from "next/link";
import { Button } from "@/components/ui/button";

/** No jobs: either none at all, where the page says what there is to start, or none that fit the filter. */
export function EmptyJobs({ filtered }: { filtered: boolean }) {
  return (
    <div className="grid justify-items-center gap-3 rounded-card border border-dashed border-faint/60 px-6 py-14 text-center">
      <p className="font-serif text-3xl">{filtered ? "Nothing here" : "The tray is empty"}</p>
      <p className="max-w-100 leading-relaxed text-soft">
        {filtered
          ? "None of your jobs fits this filter."
          : "Your jobs appear here, from the moment you start them until long after they are done."}
      </p>
      <div className="mt-2">
        {filtered ? (
          <Button asChild>
            <Link href="/jobs">Show all jobs</Link>
          </Button>
        ) : (
          <Button asChild look="primary">
            <Link href="/new">New job</Link>
          </Button>
        )}
      </div>
    </div>
  );
}
