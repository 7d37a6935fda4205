import Link from "next/link";
import { modelWithoutTitle } from "@/components/copy/was-asked";
import { pageOf } from "@/components/kinds/words";
import { isGone } from "@/hooks/api";
import { useJob } from "@/hooks/use-job";

/** The model of an earlier job by the title of that job, which it leads to, and its id beneath. */
export function KeptModelWords({ jobId }: { jobId: string }) {
  const { job, error } = useJob(jobId);
  const isDeleted = isGone(error);
  return (
    <>
      {job && !isDeleted ? (
        <Link
          href={pageOf(job)}
          prefetch={false}
          dir="auto"
          className="underline decoration-faint underline-offset-4 hover:decoration-ink"
        >
          {job.title}
        </Link>
      ) : (
        modelWithoutTitle(isDeleted)
      )}
      <code className="block font-mono text-[0.8125rem] wrap-anywhere text-soft">{jobId}</code>
    </>
  );
}
