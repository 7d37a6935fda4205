import Link from "next/link";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { JobView } from "@/lib/jobs/job-view";

interface Props {
  job: Pick<JobView, "id" | "kind" | "input">;
  /** All that its kind knows. */
  styles: ReadonlyArray<{ value: string; label: string }>;
}

/** The ways to the form, filled in as this job was but for its style: one for every other. */
export function OtherStyles({ job, styles }: Props) {
  const others = styles.filter(({ value }) => value !== job.input["style"]);
  return (
    <section aria-labelledby="other-styles" className="@container px-1">
      <div className="grid gap-x-4 gap-y-2.5 @lg:flex @lg:items-center">
        <h2 id="other-styles" className="text-sm text-soft">
          Again with another style
        </h2>
        {/* In a narrow room an even number lies in pairs: none is alone in its row. */}
        <ul
          className={cn(
            "gap-2 @lg:flex",
            others.length % 2 === 0 ? "grid grid-cols-2" : "flex flex-wrap @max-lg:*:grow",
          )}
        >
          {others.map(({ value, label }) => (
            <li key={value}>
              <Button asChild size="sm" className="@max-lg:w-full">
                <Link href={`/new/${job.kind}?like=${job.id}&style=${value}`} prefetch={false}>
                  {label}
                </Link>
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
