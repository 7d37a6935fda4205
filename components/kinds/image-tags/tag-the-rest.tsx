"use client";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { useStartJob } from "@/hooks/use-start-job";
import type { JobView } from "@/lib/jobs/job-view";

/** Starts another job, of exactly those images that this one has not tagged. */
export function TagTheRest({ job, rest }: { job: JobView; rest: number }) {
  const router = useRouter();
  const { state, problem, start } = useStartJob("image_tags");
  async function onClick() {
    const next = await start({ restOf: job.id }, job.priority);
    if (next) router.push(`/jobs/${next.id}`);
  }
  const others = rest === 1 ? "Tag the other one" : `Tag the other ${rest.toLocaleString("en")}`;
  return (
    <>
      <Button look="primary" aria-busy={state !== "open"} onClick={() => void onClick()}>
        {state === "open" ? others : "Starting"}
      </Button>
      {problem && (
        <p role="alert" className="basis-full text-sm text-fail-ink">
          {problem}
        </p>
      )}
    </>
  );
}
