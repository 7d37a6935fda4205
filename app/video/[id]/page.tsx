import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { JobPage } from "@/components/pages/job-page";
import { PageBody } from "@/components/shell/page-body";
import { getInitialJob } from "@/lib/http/page-data";
import { requirePageUser } from "@/lib/http/page-session";

type Props = PageProps<"/video/[id]">;

const readOnce = cache(async (id: string) => {
  const job = await getInitialJob(await requirePageUser(`/video/${id}`), id);
  return job?.kind === "story_video" ? job : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const job = await readOnce((await params).id);
  return { title: job?.title ?? "Not found" };
}

/** The page of a story, from its script to its film. */
export default async function StoryPage({ params }: Props) {
  const job = await readOnce((await params).id);
  if (!job) notFound();
  return (
    <PageBody>
      <JobPage initial={job} />
    </PageBody>
  );
}
