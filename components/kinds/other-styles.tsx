import Link from "next/link";
import { Button } from "@/components/ui/button";
import type { JobView } from "@/lib/jobs/job-view";

interface Props {
  job: Pick<JobView, "id" | "kind" | "input">;
  /** All that its kind knows. */
  styles: ReadonlyArray<{ value: string; label: string }>;
}

/** The ways to the form, filled in as this job was but for its style: one for every other. */
export function OtherStyles({ job, styles }: Props) {
  return (
    <section aria-labelledby="other-styles" className="flex flex-wrap items-center gap-x-4 gap-y-2.5 px-1">
      <h2 id="other-styles" className="text-sm text-soft">
        Again with another style
      </h2>
      <ul className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:grow">
        {styles
          .filter(({ value }) => value !== job.input["style"])
          .map(({ value, label }) => (
            <li key={value}>
              <Button asChild size="sm" className="max-sm:w-full">
                <Link href={`/new/${job.kind}?like=${job.id}&style=${value}`} prefetch={false}>
                  {label}
                </Link>
              </Button>
            </li>
          ))}
      </ul>
    </section>
  );
}
