"use client";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { taggingOf } from "@/hooks/tagging-details";
import type { JobView } from "@/lib/jobs/job-view";
import { Cost } from "./cost";
import { Reasons } from "./reasons";
import { TagFilm } from "./tag-film";
import { TagTheRest } from "./tag-the-rest";
import { imageTagsWords } from "./words";

/** The images with their tags, what became of the others, and what it took. */
export function TaggingResult({ job }: { job: JobView }) {
  const { failed, left, tagged } = taggingOf(job);
  const rest = failed + left;
  return (
    <Card aria-label="Results" className="grid grid-cols-[minmax(0,1fr)] gap-5 p-3.5 sm:p-5.5">
      <TagFilm job={job} />
      <div className="flex flex-wrap items-center justify-between gap-3 px-1">
        <div className="grid min-w-0 flex-1 basis-72 gap-1">
          <p className="text-[0.9375rem]">{imageTagsWords.developed(job)}</p>
          <Cost job={job} />
        </div>
        <div className="ml-auto flex flex-wrap gap-2.5 max-sm:w-full max-sm:*:grow">
          {rest > 0 && <TagTheRest job={job} rest={rest} />}
          <Button asChild look={rest > 0 ? "secondary" : "primary"}>
            <Link href="/library">Open the library</Link>
          </Button>
          {rest === 0 && (
            <Button asChild>
              <Link href={`/new/image_tags?like=${job.id}`}>Tag {tagged === 1 ? "it" : "them"} again</Link>
            </Button>
          )}
        </div>
      </div>
      {rest > 0 && (
        <div className="px-1">
          <Reasons job={job} />
        </div>
      )}
    </Card>
  );
}
