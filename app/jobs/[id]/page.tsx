import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { JobPage } from "@/components/pages/job-page";
import { PageBody } from "@/components/shell/page-body";
import { getInitialJob } from "@/lib/http/page-data";
import { requirePageUser } from "@/lib/http/page-session";

type Props = PageProps<"/jobs/[id]">;

const readOnce = cache(async (id: string) => getInitialJob(await requirePageUser(`/jobs/${id}`), id));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const job = await readOnce((await params).id);
  return { title: job?.title ?? "Not found" };
}

export default async function OneJobPage({ params }: Props) {
  const job = await readOnce((await params).id);
  if (!job) notFound();
  return (
    <PageBody>
      <JobPage initial={job} />
    </PageBody>
  );
}
